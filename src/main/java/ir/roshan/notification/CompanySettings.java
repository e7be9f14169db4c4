package ir.roshan.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose messages they are.
 *
 * @param nameEn the name in English texts; where a company sets only its Persian name, English texts carry none, and
 *     not another company's
 */
@ConfigurationProperties("roshan.company")
record CompanySettings(String name, String nameEn) {
    private static final String QOM = "شرکت توزیع نیروی برق استان قم";

    CompanySettings {
        if (name == null || name.isBlank()) name = QOM;
        name = name.strip();
        if ((nameEn == null || nameEn.isBlank()) && name.equals(QOM))
            nameEn = "Qom Province Electricity Distribution Company";
        if (nameEn != null) nameEn = nameEn.isBlank() ? null : nameEn.strip();
    }

    /** @return null if the company has no name in that language */
    String name(Language language) {
        return language == Language.FA ? name : nameEn;
    }
}
