package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No link of a stranger's goes out under the company's name, and no address is harmed. */
class LinksTest {
    /** What a telephone makes a link of, as simply as it can be said. */
    private static final Pattern LINK = Pattern.compile(
            "(?iU)[a-z][a-z0-9+.-]*://|\\bwww\\.|[\\p{L}\\p{N}_-]+[.\u3002\uFF0E\uFF61](?:[a-z]{2,}|ایران|рф|中国)\\b|\\w@\\w|(?:\\d+\\.){3}\\d+"
                    + "|[^\\s.\uFF0E]\\.(?:com|to|ws|ایران)\\b|[a-z]:(?=[\\p{L}\\p{N}+])|[*#]+\\d[\\d*]*#|[*#]{2,}\\d");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.ir/x",
                "HTTPS://Example.IR",
                "hTtPs://user:pass@example.ir:8443/a?b=c#d",
                "ftp://example.ir",
                "intent://scan/#Intent;scheme=zxing;end",
                "tg://resolve?domain=x",
                "market://details?id=a.b",
                "javascript:alert(1)",
                "mailto:a@example.ir",
                "sms:09120000000",
                "whatsapp:send?text=x",
                "http:\\\\example.ir",
                "http:/example.ir",
                "http:example.ir",
                "hxxp://example.ir",
                "//example.ir/x",
                "www.example.ir",
                "WWW.EXAMPLE.IR/x",
                "www2.example.com",
                "example.ir",
                "Example.Ir",
                "example.ir/x",
                "example.ir.",
                "sub.example.co.uk",
                "t.me/x",
                "t.me",
                "bit.ly",
                "bit.ly/3xYz",
                "t.co/abc",
                "is.gd/a",
                "example.com:8080",
                "example.ir?x=1",
                "example.ir#x",
                "example.xyz",
                "example.online/a",
                "a.b.c.example.click",
                "1x2.ir/pay",
                "360.com/x",
                "xn--mgba3a4f16a.xn--mgba3a4f16a",
                "example.xn--mgba3a4f16a",
                "فریب.ایران/ورود",
                "بانک.سایت.ایران",
                "بانک.com",
                "قبض.ir/۱۲",
                "пример.рф",
                "例え.中国/x",
                "example。ir",
                "example．ir/x",
                "example｡ir",
                "ｅｘａｍｐｌｅ．ｉｒ",
                "ｈｔｔｐｓ：／／example.ir",
                "example․ir",
                "exam\u200Cple.ir",
                "exam\u200Bple\u200D.\u2060ir/x",
                "example.\u200Cir",
                "example\u00AD.ir",
                "e\u034Fxample.ir",
                "example.i\uFE0Fr",
                "exam\u3164ple.ir",
                "example%2Eir/x",
                "http%3A%2F%2Fexample.ir",
                "%65xample%2eir%2Fx",
                "a@example.ir",
                "a%40example.ir",
                "user@host",
                "example.ir@1.2.3.4",
                "@example_bot",
                "192.168.1.1/x",
                "۱۹۲.۱۶۸.۱.۱/x",
                "192.168.1.1:8080",
                "10.0.0.1",
                "١٠.٠.٠.١:٨٠",
                "example.ir-x",
                "example.irپلاک۱۲",
                "example.ir.پلاک.۱۲",
                "http://",
                "https:example",
                "http:2130706433",
                "tel:+989001234567",
                "skype:x",
                "eitaa:x",
                "i❤.ws/pay",
                "☎.com",
                "💳.to",
                "➡️.ws/a",
                "नेटवर्की.com",
                "evil€.com",
                "evil®.com",
                "a°.com",
                "evil‿.com",
                "☎.ایران/x",
                "evil.ா.com",
                "*780*1#",
                "*۷۸۰*۱*۲#",
                "＊780＊1＃",
                "*#06#",
                "##002#",
                "#31#0912",
            })
    void whatATelephoneMakesALinkOfIsGone(String link) {
        assertThat(Links.without(link)).as("alone").satisfies(LinksTest::holdsNone);
        assertThat(Links.without("قم، خ. امام، " + link + "، پ. ۱۲"))
                .as("in the middle")
                .satisfies(LinksTest::holdsNone)
                .startsWith("قم، خ. امام،")
                .endsWith("پ. ۱۲");
        assertThat(Links.without("جایزه:" + link)).as("glued to a word").satisfies(LinksTest::holdsNone);
        assertThat(Links.without("(" + link + ")")).as("in brackets").satisfies(LinksTest::holdsNone);
        assertThat(Links.without(link + " " + link + " " + link))
                .as("three times")
                .satisfies(LinksTest::holdsNone);
        assertThat(Links.without("ب" + link.toUpperCase() + "؟"))
                .as("in capitals")
                .satisfies(LinksTest::holdsNone);
    }

    private static void holdsNone(String text) {
        String seen = TypedText.normalise(text).replaceAll("[\\p{Cf}\\p{Mn}\u3164]", "");
        assertThat(LINK.matcher(seen).results().map(found -> found.group())).isEmpty();
        assertThat(java.text.Normalizer.normalize(seen, java.text.Normalizer.Form.NFKC)
                        .toLowerCase())
                .doesNotContain("example.", "example%2e", "t.me", "bit.ly", "@", "://", "www.", "192.168");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "خ. امام، پ. ۱۲",
                "قم، خیابان صفائیه، کوچهٔ ۱۲",
                "ک.۳",
                "ک.3",
                "پلاک 12.3",
                "پلاک ۱۲.۳",
                "بلوار ۴۵متری",
                "بلوار ۴۵ متری عماریاسر، ک۱۲، پ۳/۱",
                "خ.امام پ.۱۲",
                "خ.شهید بهشتی،ک.شهید رضایی،پ.۲۳،ط.۲",
                "م.ولیعصر",
                "۷۵ متری.کوچهٔ ۴",
                "بلوک B.شرقی",
                "واحد 3.الف",
                "پ.A",
                "طبقهٔ ۱.۵",
                "1405.09.02",
                "ساعت 8.30 تا 10.15",
                "پست T-111 فیدر F-11",
                "T.12",
                "QOM.T12",
                "63.20/0.4 کیلوولت",
                "پلاک ۱۲/۳",
                "کوچهٔ ۱۲: پلاک ۳",
                "خیابان امام خمینی (ره)، نبش کوچهٔ ۵",
                "تعمیرات شبکه؛ هرس درختان",
                "برق نیست... از دیشب",
                "خ امام… روبه‌روی بانک ملی",
                "می‌شود، نمی‌شود، خانه‌ها",
                "No. 12, Imam St.",
                "Safaeieh St., Alley 12",
                "آدرس: قم - صفاشهر - ۲۰ متری",
                "۰۲۵-۳۲۹۰۰۰۰۰",
                "50%",
                "🏠 خانهٔ ما",
                "",
                "آ",
            })
    void anAddressStaysAsItIs(String address) {
        assertThat(Links.without(address)).isEqualTo(address);
    }

    /** It is no link any more, and has lost no word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "خ.ایران، خ. ایران",
                "خ.ایران پ.۱۲، خ. ایران پ.۱۲",
                "قم.خ.ایران.ک.۳، قم. خ. ایران. ک. ۳",
                "م.بازار، م. بازار",
                "خیابان.ایران، خیابان. ایران",
                "St.Alley، St. Alley",
                "Imam.Khomeini، Imam. Khomeini",
                "No.ir، No. ir",
                "پ.Co، پ. Co",
                "فریب.ایران، فریب. ایران",
            })
    void whatCouldBeAnAddressKeepsItsWords(String both) {
        String[] typed = both.split("، ");
        assertThat(Links.without(typed[0])).isEqualTo(typed[1]);
    }

    @Test
    void theRestOfTheTextStaysInOrder() {
        assertThat(Links.without("خ امام، http://example.ir/a?b=c، پ ۱۲")).isEqualTo("خ امام، پ ۱۲");
        assertThat(Links.without("ببینید: https://t.me/joinchat/AAAA… و بعد پ ۱۲"))
                .isEqualTo("ببینید: و بعد پ ۱۲");
        assertThat(Links.without("example.ir")).isEmpty();
        assertThat(Links.without("خ امام (www.example.ir) پ ۳")).isEqualTo("خ امام پ ۳");
    }

    /** What is left of a link must not be another one, whatever they are made of. */
    @Test
    void nothingIsLeftOfWhateverIsPutTogether() {
        String[] parts = {
            "http", "://", "www.", ".", "example", "ir", "com", "/", "@", ":", "%2e", "\u200C", "．", "1", "۲", "ایران",
            "پ", "،", " ", "t.me", "-", "?"
        };
        Random chance = new Random(1405);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = chance.nextInt(12); k >= 0; k--) text.append(parts[chance.nextInt(parts.length)]);
            String left = Links.without(text.toString());
            assertThat(LINK.matcher(TypedText.normalise(left).replaceAll("\\p{Cf}", ""))
                            .find())
                    .as("«%s» of «%s»", left, text)
                    .isFalse();
            assertThat(Links.without(left)).as(text.toString()).isEqualTo(left);
        }
    }
}
