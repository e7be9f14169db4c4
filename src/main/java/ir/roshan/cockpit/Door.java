package ir.roshan.cockpit;

import ir.roshan.security.AskedPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which door of the web apps' API a call came, in words of the API alone: whatever else stands in the address may be what
 * somebody has typed, and is left out.
 */
final class Door {
    private static final int LONGEST = 8;

    private static final Set<String> WORDS = Set.of(
            ("camunda api engine cockpit tasklist admin welcome auth user login plugin base task filter count list create"
                            + " singleResult report identity-links variables history process-instance"
                            + " process-definition process-instance-history execution variable-instance"
                            + " activity-instance decision-definition decision-instance detail incident job"
                            + " job-definition batch message signal condition external-task event-subscription"
                            + " authorization group tenant identity deployment migration modification key start"
                            + " submit-form complete claim evaluate extension case-instance case-execution"
                            + " case-definition schema metrics user-operation")
                    .split(" "));

    private Door() {}

    static String of(HttpServletRequest request) {
        return Stream.of(AskedPath.of(request).split("/"))
                .skip(1)
                .limit(LONGEST)
                .map(word -> WORDS.contains(word) ? word : "{}")
                .collect(Collectors.joining("/", method(request) + " /", ""));
    }

    /** A method is a word of the caller's too. */
    private static String method(HttpServletRequest request) {
        return Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
                        .contains(request.getMethod())
                ? request.getMethod()
                : "?";
    }
}
