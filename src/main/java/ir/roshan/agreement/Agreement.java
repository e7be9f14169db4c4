package ir.roshan.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service level agreement in force, from {@code agreement.yaml} or the company's own settings.
 *
 * @param validFrom first day, in Iran's calendar days (Asia/Tehran)
 * @param validUntil last day, inclusive: 1405/12/29 is 2027-03-20
 * @param text what is published, by language ({@code fa}, {@code en})
 */
@ConfigurationProperties("roshan.agreement")
public record Agreement(
        String version,
        LocalDate validFrom,
        LocalDate validUntil,
        int visitsInPerson,
        Targets targets,
        Map<String, Text> text) {

    public Agreement {
        if (validUntil.isBefore(validFrom)) {
            throw new IllegalArgumentException("roshan.agreement.valid-until is before valid-from");
        }
        if (!text.containsKey("fa")) {
            throw new IllegalArgumentException("roshan.agreement.text.fa is missing");
        }
        text.values().forEach(t -> {
            if (t.steps().size() != 5) {
                throw new IllegalArgumentException("the agreement has five steps");
            }
        });
    }

    /** What the electronic service desk shows (A4.3). */
    public record Text(
            String title,
            List<String> steps,
            List<String> channels,
            List<String> documentsNeeded,
            String accessHours,
            List<String> obligations) {}

    /** Whether the agreement is valid on that day; an expired one warns managers and still serves subscribers (A6.1). */
    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(validFrom) && !day.isAfter(validUntil);
    }

    /** The published text in that language, Persian where there is none. */
    public Text textIn(Locale locale) {
        return text.getOrDefault(locale.getLanguage(), text.get("fa"));
    }
}
