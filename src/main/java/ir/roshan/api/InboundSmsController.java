package ir.roshan.api;

import ir.roshan.inbound.InboundDoor;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.InvalidRequest;
import ir.roshan.security.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the SMS gateway calls with what subscribers have written. Gateways call by GET, with the message in the address; whoever does
 * not know the secret at its end finds nothing there.
 */
@RestController
class InboundSmsController {
    /** Providers' ids are numbers; nobody's is longer. */
    private static final int LONGEST_ID = 100;

    private static final URI ITSELF = URI.create("/api/v1/inbound-sms");

    private final InboundDoor door;
    private final ProblemTexts texts;

    InboundSmsController(InboundDoor door, ProblemTexts texts) {
        this.door = door;
        this.texts = texts;
    }

    @RequestMapping(
            path = "/api/v1/inbound-sms/{secret}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<ProblemDetail> take(
            HttpServletRequest request,
            @PathVariable String secret,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String message,
            @RequestParam(required = false) String messageid) {
        if (!door.isOpen(secret, CallerAddress.current().orElse(""))) {
            return answer(texts.problem(ProblemType.NOT_FOUND, Languages.of(request)));
        }
        FieldChecks checks = new FieldChecks(List.of());
        if (from == null || from.isBlank()) {
            checks.add("from", "required");
        }
        if (message == null) {
            checks.add("message", "required");
        }
        if (messageid == null || messageid.isBlank()) {
            checks.add("messageid", "required");
        } else if (messageid.length() > LONGEST_ID) {
            checks.add("messageid", "too-long");
        }
        try {
            checks.throwIfAny();
        } catch (InvalidRequest e) {
            return answer(texts.invalid(e.errors(), Languages.of(request)));
        }
        // Whoever asks for the head alone wants to know whether it is there.
        if (!request.getMethod().equals("HEAD")) {
            door.take(messageid, from, to == null ? "" : to, message);
        }
        return ResponseEntity.ok().build();
    }

    /** Without the address that was called: it ends in the secret. */
    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        problem.setInstance(ITSELF);
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
