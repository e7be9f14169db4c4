package ir.roshan.security;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Another house that vouches for operators, by OpenID Connect; off where no issuer is named (docs/adr/0018).
 *
 * @param issuer as it calls itself; what it is able to do is asked at {@code <issuer>/.well-known/openid-configuration}
 * @param clientId as which we are known there
 * @param clientSecret from the environment
 * @param accountClaim which claim of the ID token names the account
 * @param groupsClaim which claim of the ID token lists the groups there
 * @param groups which group there is which of ours, as {@code grid-operators=dispatchers}; what is not named counts for nothing
 */
@ConfigurationProperties("roshan.oidc")
record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        @DefaultValue("preferred_username") String accountClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("") List<String> groups) {
    /** Channels are programs, and come with a password. */
    private static final Pattern OURS = Pattern.compile(Accounts.DISPATCHERS + "|" + Accounts.MANAGERS + "|"
            + Accounts.ADMINISTRATORS + "|" + Accounts.DISTRICT_PREFIX + "\\d+");

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    OidcSettings {
        if (issuer != null
                && !"https".equals(issuer.getScheme())
                && !("http".equals(issuer.getScheme()) && THIS_MACHINE.contains(issuer.getHost()))) {
            throw new IllegalArgumentException("roshan.oidc.issuer must begin with https: " + issuer);
        }
        groups = groups.stream().filter(group -> !group.isBlank()).toList();
        for (String group : groups) {
            if (group.lastIndexOf('=') < 1
                    || !OURS.matcher(group.substring(group.lastIndexOf('=') + 1))
                            .matches()) {
                throw new IllegalArgumentException(
                        "roshan.oidc.groups takes pairs, as grid-operators=dispatchers: " + group);
            }
        }
    }

    /** @throws IllegalStateException if something is missing without which nobody could come in */
    void requireComplete() {
        for (Map.Entry<String, String> needed : required().entrySet()) {
            if (needed.getValue() == null || needed.getValue().isBlank()) {
                throw new IllegalStateException(needed.getKey() + " is missing, which single sign-on needs");
            }
        }
        if (groups.isEmpty()) {
            throw new IllegalStateException("roshan.oidc.groups is missing: nobody who signs on would have a right");
        }
    }

    private Map<String, String> required() {
        Map<String, String> required = new LinkedHashMap<>();
        required.put("roshan.oidc.issuer", issuer == null ? null : issuer.toString());
        required.put("roshan.oidc.client-id", clientId);
        required.put("roshan.oidc.client-secret", clientSecret);
        return required;
    }

    /** Those of our groups for which the other house's stand. */
    Set<String> oursFor(List<String> theirs) {
        Set<String> ours = new TreeSet<>();
        for (String group : groups) {
            int equals = group.lastIndexOf('=');
            if (theirs.contains(group.substring(0, equals))) {
                ours.add(group.substring(equals + 1));
            }
        }
        return ours;
    }
}
