package ir.roshan.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightToLeftTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            float:left                              | float:right
            padding-left:3px                        | padding-right:3px
            left:0                                  | right:0
            border-top-left-radius:4px              | border-top-right-radius:4px
            text-align: right !important            | text-align: left !important
            direction:ltr                           | direction:rtl
            margin:1px 2px 3px 4px                  | margin:1px 4px 3px 2px
            margin: 0 -15px 0 auto !important       | margin: 0 auto 0 -15px !important
            margin:1px 2px                          | margin:1px 2px
            padding:calc(1px + 2px) 2px 3px 4px     | padding:calc(1px + 2px) 4px 3px 2px
            border-color:red rgb(1, 2, 3) blue #fff | border-color:red #fff blue rgb(1, 2, 3)
            border-radius:1px 2px 3px 4px           | border-radius:2px 1px 4px 3px
            border-radius:1px 2px                   | border-radius:2px 1px
            border-radius:1px 2px 3px               | border-radius:2px 1px 2px 3px
            border-radius:4px                       | border-radius:4px
            box-shadow:inset 3px 0 0 #eee,-1px 2px #000 | box-shadow:inset -3px 0 0 #eee,1px 2px #000
            transform:translate(-50%,10px) rotate(45deg) | transform:translate(50%,10px) rotate(-45deg)
            transform:translateY(-50%)              | transform:translateY(-50%)
            transform-origin:0% 50%                 | transform-origin:100% 50%
            background-position:20% 0               | background-position:80% 0
            background:url(left.png) no-repeat left top | background:url(left.png) no-repeat right top
            background-image:linear-gradient(to right,red,blue) | background-image:linear-gradient(to left,red,blue)
            background-image:linear-gradient(45deg,red,blue) | background-image:linear-gradient(-45deg,red,blue)
            cursor:ne-resize                        | cursor:nw-resize
            cursor:ns-resize                        | cursor:ns-resize
            transition:left .2s                     | transition:right .2s
            content:"left"                          | content:"left"
            --left-width:left                       | --left-width:left
            width:100%                              | width:100%
            """)
    void aDeclarationIsMirrored(String from, String to) {
        assertThat(RightToLeft.mirror(".a{" + from + "}")).isEqualTo(".a{" + to + "}");
    }

    @Test
    void whatIsNoDeclarationStaysAsItIs() {
        for (String untouched : List.of(
                ".left>.pull-right::after{color:red}",
                "@media (min-left:1px){.right{color:red}}",
                "@import url(\"left.css\");",
                "/* float:left; margin:1px 2px 3px 4px */",
                ".a{background:url(data:image/png;base64,left;right)}",
                ".a{content:\"}float:left;\"}",
                "not { css")) assertThat(RightToLeft.mirror(untouched)).isEqualTo(untouched);
        assertThat(RightToLeft.mirror("@media print{.left{float:left;clear:right}}"))
                .isEqualTo("@media print{.left{float:right;clear:left}}");
    }

    /** Of Camunda's own styles nothing gets lost, and twice mirrored is as it was, but for blanks. */
    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void theWebAppsStylesKeepAllTheirRules(String app) {
        String theirs = WebAppFile.textOf(
                "META-INF/resources/webjars/camunda/app/%s/camunda-%s-bootstrap.css".formatted(app, app));
        String mirrored = RightToLeft.mirror(theirs);
        assertThat(mirrored).isNotEqualTo(theirs);
        assertThat(count("[{};]", mirrored)).isEqualTo(count("[{};]", theirs)).isGreaterThan(5000);
        assertThat(bare(RightToLeft.mirror(mirrored))).isEqualTo(bare(theirs));
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    private static String bare(String css) {
        return css.replaceAll("\\s+", "");
    }
}
