package ir.roshan.cockpit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.springframework.http.HttpHeaders;

/** What the web apps' API answers in words of ours, in the form that their pages read. */
enum WebAppRefusal {
    EXPRESSION(
            HttpServletResponse.SC_BAD_REQUEST,
            "expression-refused",
            "عبارت محاسبه‌ای در اینجا پذیرفته نمی‌شود.",
            "This expression is not evaluated here."),
    NO_JSON(HttpServletResponse.SC_BAD_REQUEST, "invalid-body", "متن درخواست JSON نیست.", "The body is no JSON."),
    NEEDED(
            HttpServletResponse.SC_BAD_REQUEST,
            "account-needed",
            "سامانه بدون این حساب، گروه یا دسترسی کار نمی‌کند. آخرین راهبر، گروه‌های خود سامانه و دسترسی‌های راهبران می‌مانند و هیچ دسترسی‌ای منع نمی‌شود.",
            "The system needs this account, group or right. The last administrator, the system's own groups and the rights of"
                    + " administrators stay, and no right is denied."),
    /** The type is the one that the engine's own answer has. */
    CONFLICT(
            HttpServletResponse.SC_CONFLICT,
            OptimisticLockingException.class.getSimpleName(),
            "هم‌زمان با شما تغییر دیگری ثبت شد. صفحه را دوباره بارگذاری کنید و دوباره تلاش کنید.",
            "Somebody else was changing this at the same moment. Refresh the page and try again.");

    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final String type;
    private final String persian;
    private final String english;

    WebAppRefusal(int status, String type, String persian, String english) {
        this.status = status;
        this.type = type;
        this.persian = persian;
        this.english = english;
    }

    private ExceptionDto in(WebAppLanguage language) {
        ExceptionDto told = new ExceptionDto();
        told.setType(type);
        told.setMessage(language.choose(persian, english));
        return told;
    }

    Response response(HttpServletRequest request) {
        return Response.status(status)
                .entity(in(WebAppLanguage.of(request)))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        JSON.writeValue(response.getOutputStream(), in(WebAppLanguage.of(request)));
    }
}
