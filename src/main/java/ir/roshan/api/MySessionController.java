package ir.roshan.api;

import ir.roshan.notification.Language;
import ir.roshan.request.FieldChecks;
import ir.roshan.security.Attempts;
import ir.roshan.security.CallerAddress;
import ir.roshan.subscriber.CodeSource;
import ir.roshan.subscriber.MobileCodes;
import ir.roshan.subscriber.SubscriberSessions.Begun;
import ir.roshan.subscriber.SubscriberSessions.Held;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.TypedText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a subscriber comes in and leaves: by a code that is sent to their number, without an account. */
@RestController
@RequestMapping("/api/v1/my")
class MySessionController {
    private static final int LONGEST_TYPED = 64;

    private final MobileCodes codes;
    private final MyCaller caller;
    private final Attempts attempts;

    MySessionController(MobileCodes codes, MyCaller caller, Attempts attempts) {
        this.codes = codes;
        this.caller = caller;
        this.attempts = attempts;
    }

    /** The same for every number. */
    record Sent(long validSeconds, long retryAfterSeconds) {}

    record Session(String mobile, Instant expiresAt) {
        static Session of(Held held) {
            return new Session(held.mobile().masked(), held.expiresAt());
        }
    }

    @PostMapping(
            path = "/codes",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Sent> send(@RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("mobile", "language"));
        String typed = json.text("mobile");
        String spoken = json.text("language");
        FieldChecks checks = new FieldChecks(json.errors());
        MobileNumber mobile = checks.mobile("mobile", typed);
        Language language = checks.language("language", spoken);
        checks.throwIfAny();
        codes.send(mobile, language, address());
        return ResponseEntity.accepted().body(new Sent(MobileCodes.VALID.toSeconds(), MobileCodes.PAUSE.toSeconds()));
    }

    @PostMapping(
            path = "/session",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Session> begin(@RequestBody(required = false) byte[] body, HttpServletRequest request) {
        StrictJson json = StrictJson.object(body, Set.of("mobile", "code"));
        String typedMobile = json.text("mobile");
        String typedCode = json.text("code");
        FieldChecks checks = new FieldChecks(json.errors());
        MobileNumber mobile = checks.mobile("mobile", typedMobile);
        String code = code(checks, typedCode);
        checks.throwIfAny();
        Begun begun = attempts.guess(
                        Attempts.Kind.WRONG_MOBILE_CODE_OF_ADDRESS,
                        address(),
                        Optional::isEmpty,
                        () -> codes.redeem(mobile, code))
                .orElseThrow(WrongMobileCode::new);
        caller.leave(request); // whoever was in from here before
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, caller.cookie(begun.token()).toString())
                .body(Session.of(begun.held()));
    }

    @GetMapping(path = "/session", produces = MediaType.APPLICATION_JSON_VALUE)
    Session show(HttpServletRequest request) {
        return Session.of(caller.held(request));
    }

    @DeleteMapping("/session")
    ResponseEntity<Void> end(HttpServletRequest request) {
        caller.leave(request);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, caller.noCookie().toString())
                .build();
    }

    private static String code(FieldChecks checks, String typed) {
        if (typed == null) {
            checks.add("code", "required");
            return null;
        }
        String code = typed.length() > LONGEST_TYPED ? "" : TypedText.compact(typed);
        if (!code.matches("[0-9]{" + CodeSource.DIGITS + "}")) checks.add("code", "format");
        return code;
    }

    private static String address() {
        return CallerAddress.current().orElse("");
    }
}
