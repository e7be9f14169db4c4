package ir.roshan.demo;

import ir.roshan.demo.Workplace.Account;
import ir.roshan.request.Channel;
import ir.roshan.security.Accounts;
import ir.roshan.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who works at the demo's company. The administrator is there before them: {@code application-demo.yaml} has the password. */
final class People {
    static final String PASSWORD = "Roshan-demo-1405";
    static final String MANAGER = "manager";

    private static final String DISPATCHER_PREFIX = "dispatcher-";

    static final List<Account> ALL = Stream.concat(
                    Stream.of(
                            account(MANAGER, "مریم", "کاظمی", Accounts.MANAGERS),
                            dispatcher(1, "سارا", "رضایی"),
                            dispatcher(2, "حسین", "محمدی"),
                            dispatcher(3, "زهرا", "احمدی"),
                            dispatcher(4, "علی", "موسوی")),
                    Arrays.stream(Channel.values()).map(People::channel))
            .toList();

    private People() {}

    static String dispatcherOf(int district) {
        return DISPATCHER_PREFIX + district;
    }

    /** @return null for the company's own page, which needs no account */
    static String accountOf(Channel channel) {
        return channel == Channel.WEBSITE ? null : channel.account();
    }

    private static Account channel(Channel channel) {
        String[] names = Words.PERSIAN.of("channel", channel).split(" ", 2);
        return account(channel.account(), names[0], names.length == 1 ? "" : names[1], Accounts.CHANNELS);
    }

    private static Account dispatcher(int district, String firstName, String lastName) {
        return account(
                dispatcherOf(district), firstName, lastName, Accounts.DISPATCHERS, Accounts.DISTRICT_PREFIX + district);
    }

    private static Account account(String name, String firstName, String lastName, String... groups) {
        return new Account(name, firstName, lastName, PASSWORD, List.of(groups));
    }
}
