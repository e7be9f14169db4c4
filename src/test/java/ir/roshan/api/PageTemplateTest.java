package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.api.PageTemplate.Markup;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is put into a page that lies in the front end: text of people never becomes markup. */
class PageTemplateTest {
    private static final PageTemplate CELL =
            PageTemplate.partsOf("/web/monthly/monthly-report.html").get("cell");

    @Test
    void textIsEscapedAndWhatATemplateHasMadeIsNot() {
        assertThat(CELL.with(Map.of("value", "فیوز «۱۲» & <b>{value}</b> $1\\")))
                .hasToString("<td>فیوز «۱۲» &amp; &lt;b&gt;{value}&lt;/b&gt; $1\\</td>");
        assertThat(CELL.with(Map.of("value", new Markup("<bdi>۱۲</bdi>")))).hasToString("<td><bdi>۱۲</bdi></td>");
    }

    @Test
    void aPlaceWithoutAValueIsRefused() {
        assertThatThrownBy(() -> CELL.with(Map.of("other", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{value}");
    }
}
