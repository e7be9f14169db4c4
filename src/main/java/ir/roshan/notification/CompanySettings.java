package ir.roshan.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose messages they are.
 *
 * @param nameEn the name in English texts; where a company sets only its Persian name, English texts carry none, and
 *     not another company's
 * @param smsName by what it signs Persian messages, where each letter is paid for; its name where none is given
 */
@ConfigurationProperties("roshan.company")
record CompanySettings(String name, String nameEn, String smsName) {
    private static final String QOM = "شرکت توزیع نیروی برق استان قم";
    private static final String QOM_IN_SMS = "توزیع برق استان قم";

    CompanySettings {
        if (name == null || name.isBlank()) name = QOM;
        name = name.strip();
        if ((nameEn == null || nameEn.isBlank()) && name.equals(QOM))
            nameEn = "Qom Province Electricity Distribution Company";
        if (smsName == null || smsName.isBlank()) smsName = name.equals(QOM) ? QOM_IN_SMS : name;
        smsName = smsName.strip();
        if (nameEn != null) nameEn = nameEn.isBlank() ? null : nameEn.strip();
    }

    /** @return by what it signs messages; null if the company has no name in that language */
    String signature(Language language) {
        return language == Language.FA ? smsName : nameEn;
    }
}
