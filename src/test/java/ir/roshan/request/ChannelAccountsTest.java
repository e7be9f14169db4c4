package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A way of reporting is a channel here, an account there, and a value of the contract: of one list. */
class ChannelAccountsTest {
    private static final List<String> CHANNELS =
            Arrays.stream(Channel.values()).map(Enum::name).toList();

    @Test
    void eachChannelHasAnAccountOfItsNameAndNoOtherNameIsOne() {
        assertThat(Channel.MOBILE_APP.account()).isEqualTo("mobile-app");
        for (Channel channel : Channel.values())
            assertThat(Channel.ofAccount(channel.account())).contains(channel);
        assertThat(Stream.of("MOBILE_APP", "Mobile-App", "mobile_app", "kiosk", "", null)
                        .map(Channel::ofAccount))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void whereTheCompanyAnswersSomebodySits() {
        assertThat(Channel.values())
                .filteredOn(Channel::isAttended)
                .containsExactly(Channel.PHONE_121, Channel.COUNTER_OFFICE, Channel.IN_PERSON);
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
