package ir.roshan.plansource;

import ir.roshan.network.District;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the plan is fetched from; from nowhere unless it is said. */
@ConfigurationProperties("roshan.plan")
record PlanSourceSettings(List<Source> sources) {
    private static final Duration MOST_OFTEN = Duration.ofSeconds(1);
    /** A source is asked on while the lease of the last call lasts. */
    private static final Duration FARTHEST = Duration.ofSeconds(30);

    private static final Pattern HEADER =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}): ?([\\x21-\\x7e][\\x20-\\x7e]{0,7999})");
    /** Of which the machine that is asked, or our own client, has its own idea. */
    private static final Set<String> NOT_TO_BE_SET = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "upgrade",
            "if-none-match",
            "if-modified-since",
            "transfer-encoding");

    /**
     * @param header {@code Name: value} of the request, from the environment; null where none is needed
     * @param district of which alone the source speaks; null for the whole company
     * @param distance between two calls to the national service
     */
    record Source(
            String url,
            PlanFormat format,
            @DefaultValue("PT10M") Duration every,
            String header,
            Integer district,
            @DefaultValue("PT2S") Duration distance) {
        /** Without the address and the header: settings end up in logs. */
        @Override
        public String toString() {
            return "Source[format=" + format + ", every=" + every + ", district=" + district + "]";
        }
    }

    PlanSourceSettings {
        sources = sources == null ? List.of() : List.copyOf(sources);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < sources.size(); i++) {
            PlanSource source = checked(sources.get(i), i);
            if (!keys.add(source.key()))
                throw new IllegalArgumentException(name(i, "url") + " names a source that another one names already");
        }
    }

    List<PlanSource> checked() {
        List<PlanSource> checked = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) checked.add(checked(sources.get(i), i));
        return checked;
    }

    private static PlanSource checked(Source source, int i) {
        if (source.format() == null)
            throw new IllegalArgumentException(
                    name(i, "format") + " must be csv, announcement, announcement-page or national");
        if (source.every().compareTo(MOST_OFTEN) < 0)
            throw new IllegalArgumentException(name(i, "every") + " must be PT1S or longer");
        if (source.distance().isNegative() || source.distance().compareTo(FARTHEST) > 0)
            throw new IllegalArgumentException(name(i, "distance") + " must be from PT0S to PT30S");
        Integer district = source.district();
        if (district != null && (district < District.FIRST || district > District.LAST))
            throw new IllegalArgumentException(
                    name(i, "district") + " must be from " + District.FIRST + " to " + District.LAST);
        String header = source.header();
        boolean named = header != null && !header.isEmpty();
        var parts = HEADER.matcher(named ? header : "");
        if (named && (!parts.matches() || NOT_TO_BE_SET.contains(parts.group(1).toLowerCase(java.util.Locale.ROOT))))
            throw new IllegalArgumentException(name(i, "header")
                    + " must be one header of the request, as in \"Name: value\", in visible ASCII characters");
        return new PlanSource(
                address(source.url(), i),
                source.format(),
                source.every(),
                source.distance(),
                named ? parts.group(1) : null,
                named ? parts.group(2).strip() : null,
                district == null ? null : new District(district));
    }

    /** What was given is not repeated: an address may hold a secret. */
    private static URI address(String url, int i) {
        try {
            URI address = new URI(url == null ? "" : url.strip());
            boolean http =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (http && address.getHost() != null && address.getPort() <= 65_535)
                return new URI(address.toASCIIString());
        } catch (URISyntaxException notOne) {
            // Then it is refused below, without its text.
        }
        throw new IllegalArgumentException(name(i, "url") + " must be a whole http or https address");
    }

    private static String name(int i, String setting) {
        return "roshan.plan.sources[" + i + "]." + setting;
    }

    /** Settings end up in logs. */
    @Override
    public String toString() {
        return "PlanSourceSettings[" + sources.size() + " sources]";
    }
}
