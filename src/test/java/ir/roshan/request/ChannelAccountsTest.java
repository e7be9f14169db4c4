package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.security.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A way of reporting is a channel here, an account there, and a value of the contract: of one list. */
class ChannelAccountsTest {
    private static final List<String> CHANNELS =
            Arrays.stream(Channel.values()).map(Enum::name).toList();

    @Test
    void eachChannelHasItsAccountAndWhereItIsAttendedThatIsADesk() {
        assertThat(Accounts.CHANNEL_BY_ACCOUNT.values()).containsExactlyInAnyOrderElementsOf(CHANNELS);
        Accounts.CHANNEL_BY_ACCOUNT.forEach((account, channel) -> {
            assertThat(account).isEqualTo(channel.toLowerCase(Locale.ROOT).replace('_', '-'));
            assertThat(Accounts.DESKS.contains(account))
                    .as(account)
                    .isEqualTo(Channel.valueOf(channel).isAttended());
        });
        assertThat(Accounts.CHANNEL_BY_ACCOUNT.keySet()).containsAll(Accounts.DESKS);
    }

    @Test
    void theContractNamesThem() throws IOException {
        List<String> lists = Pattern.compile("channel: \\{type: string, enum: \\[([A-Z0-9_, ]+)]}")
                .matcher(Files.readString(Path.of("docs/api/openapi.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
        assertThat(lists).hasSize(2).containsOnly(String.join(", ", CHANNELS));
    }
}
