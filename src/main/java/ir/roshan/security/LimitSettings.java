package ir.roshan.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of what anybody may do, and how often they may be wrong (docs/adr/0017). Rates are for one node, guesses for all.
 *
 * @param reportsPerMinute from one address without an account
 * @param callsPerMinute the same for all calls together
 * @param accountCallsPerMinute of one account, from wherever
 * @param loopbackFactor how many times as much the machine itself may
 * @param wrongDigits of one request's mobile number, before nothing of it can be changed
 * @param wrongDigitsOfAddress the same of all requests together, before the address changes none
 * @param wrongDigitsOfAccount the same for an account, behind which many people stand
 * @param unknownCodes looked up from one address, before it looks up none
 * @param unknownCodesOfAccount the same for an account, behind which many people stand
 * @param unknownBills asked about from one address, before it is told nothing of any bill id
 * @param unknownBillsOfAccount the same for an account; bill ids and numbers that a desk looks up in vain count as well
 * @param wrongPasswords for one account from one address, before it is asked for no more
 * @param wrongPasswordsOfAddress for all accounts together, likewise
 * @param wrongMobileCodesOfAddress that were not sent to the numbers they were tried for, before the address tries no more
 */
@ConfigurationProperties("roshan.limits")
record LimitSettings(
        @DefaultValue("60") int reportsPerMinute,
        @DefaultValue("3000") int callsPerMinute,
        @DefaultValue("60000") int accountCallsPerMinute,
        @DefaultValue("10") int loopbackFactor,
        @DefaultValue("5") int wrongDigits,
        @DefaultValue("20") int wrongDigitsOfAddress,
        @DefaultValue("1000") int wrongDigitsOfAccount,
        @DefaultValue("PT1H") Duration wrongDigitsWithin,
        @DefaultValue("10") int unknownCodes,
        @DefaultValue("1000") int unknownCodesOfAccount,
        @DefaultValue("10") int unknownBills,
        @DefaultValue("5000") int unknownBillsOfAccount,
        @DefaultValue("PT10M") Duration unknownCodesWithin,
        @DefaultValue("5") int wrongPasswords,
        @DefaultValue("50") int wrongPasswordsOfAddress,
        @DefaultValue("PT15M") Duration wrongPasswordsWithin,
        @DefaultValue("60") int wrongMobileCodesOfAddress,
        @DefaultValue("PT1H") Duration wrongMobileCodesWithin) {
    LimitSettings {
        atLeastOne("reports-per-minute", reportsPerMinute);
        atLeastOne("calls-per-minute", callsPerMinute);
        atLeastOne("account-calls-per-minute", accountCallsPerMinute);
        atLeastOne("loopback-factor", loopbackFactor);
        atLeastOne("wrong-digits", wrongDigits);
        atLeastOne("wrong-digits-of-address", wrongDigitsOfAddress);
        atLeastOne("wrong-digits-of-account", wrongDigitsOfAccount);
        atLeastOne("unknown-codes", unknownCodes);
        atLeastOne("unknown-codes-of-account", unknownCodesOfAccount);
        atLeastOne("unknown-bills", unknownBills);
        atLeastOne("unknown-bills-of-account", unknownBillsOfAccount);
        atLeastOne("wrong-passwords", wrongPasswords);
        atLeastOne("wrong-passwords-of-address", wrongPasswordsOfAddress);
        atLeastOne("wrong-mobile-codes-of-address", wrongMobileCodesOfAddress);
        longerThanZero("wrong-digits-within", wrongDigitsWithin);
        longerThanZero("unknown-codes-within", unknownCodesWithin);
        longerThanZero("wrong-passwords-within", wrongPasswordsWithin);
        longerThanZero("wrong-mobile-codes-within", wrongMobileCodesWithin);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("roshan.limits." + name + " must be at least 1");
        }
    }

    private static void longerThanZero(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("roshan.limits." + name + " must be longer than zero");
        }
    }
}
