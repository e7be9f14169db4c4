package ir.roshan.plansource;

import ir.roshan.network.District;
import ir.roshan.plannedoutage.AnnouncementScope;
import ir.roshan.text.Sha256;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One source, as it is set.
 *
 * @param headerName null together with {@code headerValue}, where none is sent
 * @param headerValue perhaps a secret: it goes to the source and nowhere else
 * @param district null for the whole company
 */
record PlanSource(
        URI url,
        PlanFormat format,
        Duration every,
        Duration distance,
        String headerName,
        String headerValue,
        District district) {
    private static final int LONGEST_NAME = 64;
    private static final int SHORT_KEY = 8;

    /** The same on every node, whatever order its settings have. */
    String key() {
        return Sha256.of(url + "\n" + format + "\n" + (district == null ? "" : district.number()));
    }

    /** To tell sources apart that are shown alike. */
    String id() {
        return key().substring(0, SHORT_KEY);
    }

    /** Where it is, for people: a query, and a name before the host, may hold a secret. */
    String address() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + path;
    }

    /** By whom its announcements are. */
    String name() {
        String name = "source:" + id() + ":" + url.getHost();
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    AnnouncementScope scope() {
        return district == null ? AnnouncementScope.wholeCompany() : AnnouncementScope.of(List.of(district));
    }

    /** Without the whole address and the header: it ends up in logs. */
    @Override
    public String toString() {
        return address() + " (" + format + ")";
    }
}
