package ir.roshan.agreement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose service this is.
 *
 * @param billCode the company's number inside a bill id; a bill id of another company is a warning to the dispatcher, never a refusal
 * @param defaultDistrict the management that takes a report whose place is neither in the network data nor named by the caller
 */
@ConfigurationProperties("roshan.company")
public record Company(
        String name, int billCode, @DefaultValue("1") int defaultDistrict) {}
