package ir.roshan.notification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts that the provider has approved for a service line ({@code roshan.sms.templates}), which reach numbers that block advertising:
 * {@code registered: "roshan-registered token=trackingCode token10=restoreBy"} names the template, a number at SMS.ir, and which of
 * the text's values stands for which of its tokens. What has no template goes as text, and so does a message of which a value is not
 * known or does not fit: it must not wait for somebody to mend a setting.
 */
final class ServiceTemplates {
    private static final Logger log = LoggerFactory.getLogger(ServiceTemplates.class);

    /** What a provider takes for a token. */
    private enum Provider {
        /** Nothing with a line break, an underscore or a colon (431), and blanks in two of its tokens only. */
        KAVENEGAR("a name without blanks", "\\S{1,100}") {
            private static final Map<String, Integer> BLANKS =
                    Map.of("token", 0, "token2", 0, "token3", 0, "token10", 5, "token20", 8);
            private static final int LONGEST = 100;

            @Override
            String refusal(String token, String fact) {
                if (!BLANKS.containsKey(token))
                    return "has the unknown token " + token + "; there are token, token2, token3, token10, token20";
                if (fact.equals("mapLink")) return "has a link, which no token takes";
                if (BLANKS.get(token) == 0 && !WITHOUT_BLANKS.contains(fact))
                    return "gives " + token + " the value " + fact
                            + ", which may have blanks: only token10 and token20 take those";
                return null;
            }

            @Override
            String fitting(String token, String value) {
                String said = value.replaceAll("(?<=\\p{Nd}):(?=\\p{Nd})", ".");
                boolean fits = said.length() <= LONGEST
                        && said.chars().noneMatch(c -> c == '\n' || c == '_' || c == ':')
                        && said.chars().filter(c -> c == ' ').count() <= BLANKS.get(token);
                return fits ? said : null;
            }
        },
        SMS_IR("the template's number", "[1-9][0-9]{0,17}") {
            private static final int LONGEST = 25;

            @Override
            String refusal(String token, String fact) {
                return null;
            }

            @Override
            String fitting(String token, String value) {
                return value.length() <= LONGEST ? value : null;
            }
        };

        private final String nameIs;
        private final String name;

        Provider(String nameIs, String name) {
            this.nameIs = nameIs;
            this.name = name;
        }

        /** @return null if the token takes such a value */
        abstract String refusal(String token, String fact);

        /** @return the value as the provider takes it; null if it does not */
        abstract String fitting(String token, String value);
    }

    /** Values that are one word, whatever they are. */
    private static final Set<String> WITHOUT_BLANKS =
            Set.of("trackingCode", "mobileCode", "outage", "elementCode", "transformer", "subscriber", "reports");

    /** @param tokens which value stands for which, in the order of the setting */
    private record Template(String name, Map<String, String> tokens) {}

    /** A message for a template. @param tokens each with its value */
    record Filled(String template, Map<String, String> tokens) {}

    private final Provider provider;
    private final Map<String, Template> ofWording = new HashMap<>();
    /** What has been complained of, and not been right since. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private ServiceTemplates(Provider provider) {
        this.provider = provider;
    }

    static ServiceTemplates none() {
        return new ServiceTemplates(null);
    }

    /** @throws UnusableServiceTemplate if one names no text, no value of it, or what the provider does not take */
    static ServiceTemplates of(SmsSettings.Profile profile, Map<String, String> settings) {
        if (settings == null || settings.isEmpty()) return none();
        ServiceTemplates templates = new ServiceTemplates(
                switch (profile) {
                    case KAVENEGAR -> Provider.KAVENEGAR;
                    case SMS_IR -> Provider.SMS_IR;
                    case NONE, GENERIC ->
                        throw new UnusableServiceTemplate(
                                settings.keySet().iterator().next(), "needs roshan.sms.profile kavenegar or sms-ir");
                });
        // A variable of the environment has no hyphens: RESULT_RESTORED comes as result.restored.
        settings.forEach((name, written) -> templates.add(name.replace('.', '-'), written));
        return templates;
    }

    private void add(String wording, String written) {
        Map<String, Set<String>> known = MessageTexts.facts();
        String text = Arrays.stream(Language.values())
                .filter(language -> language != Language.FA && wording.endsWith("-" + language.code()))
                .findFirst()
                .map(language ->
                        wording.substring(0, wording.length() - language.code().length() - 1))
                .orElse(wording);
        if (!known.containsKey(text))
            throw new UnusableServiceTemplate(
                    wording,
                    "is the text of no message; there are " + String.join(", ", new TreeSet<>(known.keySet())));
        List<String> words = Arrays.stream(written.strip().split("\\s+")).toList();
        if (!words.get(0).matches(provider.name) || words.get(0).contains("="))
            throw new UnusableServiceTemplate(
                    wording, "does not begin with " + provider.nameIs + ", as in «name token=trackingCode»");
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String word : words.subList(1, words.size())) {
            String[] sides = word.split("=", 2);
            if (sides.length < 2 || sides[0].isEmpty())
                throw new UnusableServiceTemplate(wording, "has «" + word + "», which is no token=value");
            if (!known.get(text).contains(sides[1]))
                throw new UnusableServiceTemplate(
                        wording,
                        "has the unknown value " + sides[1] + "; there are "
                                + String.join(", ", new TreeSet<>(known.get(text))));
            String refusal = provider.refusal(sides[0], sides[1]);
            if (refusal != null) throw new UnusableServiceTemplate(wording, refusal);
            if (tokens.put(sides[0], sides[1]) != null)
                throw new UnusableServiceTemplate(wording, "has the token " + sides[0] + " twice");
        }
        if (tokens.isEmpty())
            throw new UnusableServiceTemplate(wording, "has no token: every message would be the same");
        ofWording.put(wording, new Template(words.get(0), tokens));
    }

    boolean areThere() {
        return !ofWording.isEmpty();
    }

    /** @return empty if it goes as text */
    Optional<Filled> fill(OutgoingMessage message) {
        MessageFacts facts = message.facts();
        Template template = facts == null ? null : ofWording.get(facts.wording());
        if (template == null) return Optional.empty();
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, String> token : template.tokens().entrySet()) {
            String value = facts.values().get(token.getValue());
            String fitting = value == null ? null : provider.fitting(token.getKey(), value);
            if (fitting == null) return Optional.empty();
            tokens.put(token.getKey(), fitting);
        }
        return Optional.of(new Filled(template.name(), tokens));
    }

    /** The provider does not take the template, or not with these values: said once until it takes it again. */
    void refused(OutgoingMessage message, String code) {
        String wording = message.facts().wording();
        if (refused.add(wording))
            log.warn(
                    "the provider does not take the template of roshan.sms.templates.{}: {}; the text is sent",
                    wording,
                    code);
    }

    void taken(OutgoingMessage message) {
        refused.remove(message.facts().wording());
    }
}
