package ir.roshan.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What fails before or behind all handlers, in a filter or in the container, is told in the same form as every other problem. */
@RestController
class ContainerErrors implements ErrorController {
    private final Problems problems;

    ContainerErrors(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception e) {
            return at(request, problems.on(e, request));
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return at(request, problems.of(status instanceof Integer code ? HttpStatus.resolve(code) : null, request));
    }

    /** The address that was called, and not that of this handler; one that is no URI is not repeated. */
    private static ResponseEntity<ProblemDetail> at(HttpServletRequest request, ResponseEntity<ProblemDetail> answer) {
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String called) {
            try {
                answer.getBody().setInstance(new URI(called));
            } catch (URISyntaxException notRepeatable) {
                answer.getBody().setInstance(URI.create("/"));
            }
        }
        return answer;
    }
}
