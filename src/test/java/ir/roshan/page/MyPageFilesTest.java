package ir.roshan.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of «My reports» and of the page that ends messages, before any server is asked. */
class MyPageFilesTest {
    private enum Page {
        MY(PageFiles.my(), "my.js"),
        STOP(PageFiles.stop(), "stop.js");

        private final PageFiles files;
        private final String first;

        Page(PageFiles files, String first) {
            this.files = files;
            this.first = first;
        }
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void whatStandsInThePageIsThePersianOfTheWords(Page page) {
        assertThat(page.files.unreadableWords()).isEmpty();
        assertThat(page.files.wordsInUse())
                .isNotEmpty()
                .isSubsetOf(page.files.words().keySet());
        Map<String, String> written = page.files.writtenInPlace();
        assertThat(written)
                .hasSizeGreaterThan(5)
                .allSatisfy((key, text) -> assertThat(text)
                        .as(key)
                        .isEqualTo(page.files.words().get(key).persian()));
    }

    @Test
    void everyWordOfTheirOwnIsUsed() {
        Map<String, String> both = new HashMap<>(Page.MY.files.scripts());
        both.putAll(Page.STOP.files.scripts());
        PageFiles all = new PageFiles(Page.MY.files.html() + Page.STOP.files.html(), both);
        PageFiles own = new PageFiles("", Map.of("mywords.js", PageFiles.read("mywords.js")));
        assertThat(own.words()).hasSizeGreaterThan(50).allSatisfy((key, word) -> {
            assertThat(all.mentions(key)).as(key).isTrue();
            assertThat(word.persian())
                    .as(key)
                    .doesNotContain("ي", "ك", " ها ", " های ", "  ")
                    .doesNotContainPattern("(^| )ن?می ")
                    .doesNotContainPattern("[?,;]");
            if (!key.equals("my.other-language"))
                assertThat(word.english()).as(key).doesNotContainPattern("\\p{IsArabic}");
        });
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void nothingRunsThatTheSecurityPolicyWouldNotLetRun(Page page) {
        assertThat(page.files.forbidden()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void labelsHintsAndErrorsAreTiedToTheirFieldsAndNoFormIsSentByTheBrowser(Page page) {
        assertThat(page.files.referredIds()).isSubsetOf(page.files.values("id"));
        assertThat(page.files.unlabelled()).isEmpty();
        assertThat(page.files.page().select("form")).allSatisfy(form -> {
            assertThat(form.attr("method")).isEqualTo("post");
            assertThat(form.select("button[type=submit]").hasAttr("disabled")).isTrue();
        });
    }

    /** Over a slow line the door waits for nothing that lies behind it, and all that it needs is asked for at once. */
    @ParameterizedTest
    @EnumSource(Page.class)
    void whatItNeedsIsAskedForAtOnce(Page page) {
        Set<String> needed = new TreeSet<>(page.files.neededBy(page.first));
        needed.remove(page.first);
        assertThat(page.files.preloaded()).isEqualTo(needed);
        assertThat(needed).doesNotContain("myrequests.js", "alerts.js", "morewords.js", "follow.js");
    }

    /** A subscriber in the dark who reports an outage waits for none of it. */
    @Test
    void theFrontPageLoadsNothingOfIt() {
        assertThat(PageFiles.ours().scripts().keySet())
                .doesNotContain("my.js", "mydoor.js", "mywords.js", "myrequests.js", "alerts.js", "stop.js");
    }

    /** By which telephones and browsers know the field of a code (WCAG 2.2, 3.3.8). */
    @Test
    void theCodeIsFilledInByTheTelephone() {
        assertThat(Page.MY.files.page().select("#code[autocomplete=one-time-code][inputmode=numeric][type=text]"))
                .hasSize(1);
        assertThat(Page.MY.files.page().select("#mobile[autocomplete=tel]")).hasSize(1);
    }
}
