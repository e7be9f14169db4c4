package ir.roshan.cockpit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What the web apps' API answers, with a 400 and in the form that their pages read, to what no page of theirs sends. */
enum WebAppRefusal {
    EXPRESSION(
            "expression-refused",
            "عبارت محاسبه‌ای در اینجا پذیرفته نمی‌شود.",
            "This expression is not evaluated here."),
    NO_JSON("invalid-body", "متن درخواست JSON نیست.", "The body is no JSON.");

    private static final JsonMapper JSON = new JsonMapper();

    private final String type;
    private final String persian;
    private final String english;

    WebAppRefusal(String type, String persian, String english) {
        this.type = type;
        this.persian = persian;
        this.english = english;
    }

    ExceptionDto in(WebAppLanguage language) {
        ExceptionDto told = new ExceptionDto();
        told.setType(type);
        told.setMessage(language.choose(persian, english));
        return told;
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        JSON.writeValue(response.getOutputStream(), in(WebAppLanguage.of(request)));
    }
}
