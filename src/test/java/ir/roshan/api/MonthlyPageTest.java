package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the printed report says what a table of numbers would leave to be guessed. */
class MonthlyPageTest {
    @Test
    void anEstimateWasKeptEarlierOrLaterAndNeverMinusNothing() {
        assertThat(MonthlyPage.lateness(-7.0)).hasToString("<bdi>۷٫۰</bdi> دقیقه زودتر");
        assertThat(MonthlyPage.lateness(12.5)).hasToString("<bdi>۱۲٫۵</bdi> دقیقه دیرتر");
        assertThat(List.of(-0.04, -0.0, 0.0, 0.04))
                .allSatisfy(minutes -> assertThat(MonthlyPage.lateness(minutes)).isEqualTo("بدون تأخیر"));
        assertThat(MonthlyPage.lateness(null)).isEqualTo("—");
    }

    @Test
    void everyRatingStandsBesideHowManyGaveIt() {
        assertThat(MonthlyPage.ratings(List.of(0, 1, 0, 12, 1200)))
                .isEqualTo("امتیاز ۱: ۰ نظر، امتیاز ۲: ۱ نظر، امتیاز ۳: ۰ نظر، امتیاز ۴: ۱۲ نظر، امتیاز ۵: ۱٬۲۰۰ نظر");
    }

    @Test
    void whatPeopleWroteHasPersianNumbersAndKeepsItsCodes() {
        assertThat(MonthlyPage.written("فیوز T-32503 در کوچه 12 عوض شد <b>"))
                .isEqualTo("فیوز T-32503 در کوچه ۱۲ عوض شد <b>");
    }
}
