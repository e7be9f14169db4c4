package ir.roshan.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** What a handler has refused is a page to a browser as well; {@link Problems} itself writes for whoever stands before the handlers. */
@RestControllerAdvice
class ProblemPages implements ResponseBodyAdvice<Object> {
    private final ProblemPage page;

    ProblemPages(ProblemPage page) {
        this.page = page;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object beforeBodyWrite(
            Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof ProblemDetail problem)
                || !(request instanceof ServletServerHttpRequest call)
                || !ProblemPage.isWanted(call.getServletRequest())) {
            return body;
        }
        response.getHeaders().setContentType(ProblemPage.TYPE);
        response.getHeaders().set("Content-Security-Policy", ProblemPage.CONTENT_SECURITY_POLICY);
        try {
            response.getBody().write(page.of(problem, call.getServletRequest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null; // it is written
    }
}
