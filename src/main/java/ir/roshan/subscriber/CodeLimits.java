package ir.roshan.subscriber;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many codes leave by SMS. Each costs money and rings at somebody's who may not have asked; on the other side a town of a
 * carrier's subscribers has one address.
 *
 * @param mobileCodesOfNumber for one number within any 24 hours
 * @param mobileCodesOfAddress at the wish of one address within any hour
 * @param mobileCodesPerMinute for all numbers together, at whoever's wish: what the company pays at most
 */
@ConfigurationProperties("roshan.limits")
record CodeLimits(
        @DefaultValue("5") int mobileCodesOfNumber,
        @DefaultValue("120") int mobileCodesOfAddress,
        @DefaultValue("300") int mobileCodesPerMinute) {
    CodeLimits {
        if (mobileCodesOfNumber < 1 || mobileCodesOfAddress < 1 || mobileCodesPerMinute < 1)
            throw new IllegalArgumentException(
                    "roshan.limits.mobile-codes-of-number, mobile-codes-of-address and mobile-codes-per-minute must be at least 1");
    }
}
