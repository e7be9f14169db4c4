package ir.roshan.notification;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The company's templates at its SMS provider.
 *
 * @param templates by the name of a text, as {@code registered}: see {@link ServiceTemplates}; null where there are none
 */
@ConfigurationProperties("roshan.sms")
record ServiceTemplateSettings(Map<String, String> templates) {}
