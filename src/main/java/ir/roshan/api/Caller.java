package ir.roshan.api;

import ir.roshan.network.District;
import ir.roshan.plannedoutage.AnnouncementScope;
import ir.roshan.request.Channel;
import ir.roshan.security.Accounts;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who calls.
 *
 * @param account null for the company's own page
 */
record Caller(String account, Set<String> groups) {
    static Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            return new Caller(null, Set.of());
        }
        return new Caller(
                authentication.getName(),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * The channel comes from the account (A3.1, A4.1): nobody can claim another's. Without one it is the company's own page;
     * whoever works at the company's desk registers for somebody who phones.
     *
     * @throws AccessDeniedException if it is an account of channels that stands for none of the agreement's, or one that works
     *     nowhere in the company
     */
    Channel channel() {
        if (account == null) {
            return Channel.WEBSITE;
        }
        if (groups.contains(Accounts.CHANNELS)) {
            return Channel.ofAccount(account)
                    .orElseThrow(() -> new AccessDeniedException("no channel of the agreement"));
        }
        if (!works()) {
            throw new AccessDeniedException("no desk of the company");
        }
        return Channel.PHONE_121;
    }

    private boolean works() {
        return groups.contains(Accounts.MANAGERS)
                || groups.contains(Accounts.ADMINISTRATORS)
                || groups.contains(Accounts.DISPATCHERS);
    }

    /** Whom many people stand behind: a channel of the agreement, or a desk. */
    boolean speaksForMany() {
        return works() || groups.contains(Accounts.CHANNELS);
    }

    boolean seesDistrict(int district) {
        return Accounts.seesDistrict(groups, district);
    }

    /**
     * Subscribers speak to the caller: at the telephone, at a counter, or about the work of a district.
     *
     * @throws AccessDeniedException if it is a program of a channel
     */
    void mustAnswerSubscribers() {
        if (desk() == null) {
            throw new AccessDeniedException("no desk of the company");
        }
    }

    /** @return the account of who speaks for the company to a subscriber; null where the subscriber or a program calls */
    String desk() {
        return works() || isDesk() ? account : null;
    }

    /** Whether the caller may be told where somebody of that district lives: the desks answer for all of them. */
    boolean mayBeTold(int district) {
        return isDesk() || seesDistrict(district);
    }

    /** A channel behind which nobody sits is a program, and no desk. */
    private boolean isDesk() {
        return groups.contains(Accounts.CHANNELS)
                && Channel.ofAccount(account).filter(Channel::isAttended).isPresent();
    }

    /** Whether the caller may change something about the work of that district: dispatchers of their own, administrators of all. */
    boolean worksFor(int district) {
        return groups.contains(Accounts.ADMINISTRATORS)
                || groups.contains(Accounts.DISPATCHERS) && groups.contains(Accounts.DISTRICT_PREFIX + district);
    }

    /** For whose places the caller announces planned outages: dispatchers of their own districts, administrators of all. */
    AnnouncementScope announces() {
        return groups.contains(Accounts.ADMINISTRATORS)
                ? AnnouncementScope.wholeCompany()
                : AnnouncementScope.of(IntStream.rangeClosed(District.FIRST, District.LAST)
                        .filter(this::worksFor)
                        .mapToObj(District::new)
                        .toList());
    }
}
