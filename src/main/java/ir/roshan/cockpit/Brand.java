package ir.roshan.cockpit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose web apps these are.
 *
 * @param nameEn the name in English; where a company sets its Persian name only, the English web apps carry the product's
 * @param logo a picture that stands in the header and on the login page, up to 64 KB of SVG, PNG, JPEG or WebP
 * @throws IllegalArgumentException if the logo is no such file, which ends the start with a sentence
 */
@ConfigurationProperties("roshan.company")
record Brand(
        String name,
        String nameEn,
        @DefaultValue("classpath:web/shared/icon.svg") Resource logo) {
    private static final int LARGEST_LOGO = 64 * 1024;

    Brand {
        if (!WebAppFile.typeOf(logo.getFilename()).getType().equals("image"))
            throw new IllegalArgumentException("roshan.company.logo: " + logo + " is no picture");
        if (!logo.exists()) throw new IllegalArgumentException("roshan.company.logo: there is no file " + logo);
        if (WebAppFile.bytesOf(logo).length > LARGEST_LOGO)
            throw new IllegalArgumentException("roshan.company.logo: " + logo + " is larger than 64 KB");
    }

    String name(WebAppLanguage language) {
        if (language == WebAppLanguage.PERSIAN) return name;
        return nameEn == null || nameEn.isBlank() ? "Roshan" : nameEn;
    }
}
