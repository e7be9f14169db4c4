package ir.roshan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapLinksTest {
    @Test
    void aPlaceIsPutIn() {
        MapLinks maps = new MapLinks("https://map.example/{latitude},{longitude}");
        assertThat(maps.to(34.6401, 50.87639)).isEqualTo("https://map.example/34.64010,50.87639");
        assertThat(maps.to(null, 50.0)).isNull();
        assertThat(maps.to(34.0, null)).isNull();
    }

    @Test
    void oursFitsIntoAnSms() {
        assertThat(new MapLinks(MapLinks.OPEN_STREET_MAP).to(34.6401, 50.8764)).hasSizeLessThan(70);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map.example/{latitude},{longitude}",
                "https://map.example/{latitude}",
                "https://map.example/a/way/to/the/place/that/is/so/long/that/no/message/to/a/crew/holds/it/{latitude},{longitude}"
            })
    void aLinkThatNobodyCouldFollowIsRefusedAtTheStart(String link) {
        assertThatThrownBy(() -> new MapLinks(link))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("roshan.map.link");
    }
}
