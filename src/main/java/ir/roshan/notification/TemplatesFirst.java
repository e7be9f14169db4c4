package ir.roshan.notification;

import ir.roshan.notification.ServiceTemplates.Filled;
import ir.roshan.notification.SingleMessageCalls.CallResult;
import ir.roshan.notification.SmsGateway.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sends what has a template by it, all else as text, and as text too what the provider does not take by its template. */
final class TemplatesFirst {
    private TemplatesFirst() {}

    /**
     * @param notTaken why a template was not taken, as a code of ours; null if it was, or if that is not what has failed
     * @return one answer for each message
     */
    static Map<String, Answer> send(
            List<OutgoingMessage> messages,
            ServiceTemplates templates,
            Function<Map<OutgoingMessage, Filled>, Map<OutgoingMessage, CallResult>> byTemplate,
            Function<List<OutgoingMessage>, Map<OutgoingMessage, CallResult>> asText,
            Function<CallResult, String> notTaken,
            Function<CallResult, Answer> answer) {
        Map<OutgoingMessage, Filled> filled = new LinkedHashMap<>();
        List<OutgoingMessage> texts = new ArrayList<>();
        for (OutgoingMessage message : messages) {
            Optional<Filled> one = templates.fill(message);
            one.ifPresent(template -> filled.put(message, template));
            if (one.isEmpty()) texts.add(message);
        }
        Map<String, Answer> answers = new HashMap<>();
        byTemplate.apply(filled).forEach((message, outcome) -> {
            String code = notTaken.apply(outcome);
            if (code != null) {
                templates.refused(message, code);
                texts.add(message);
                return;
            }
            Answer said = answer.apply(outcome);
            if (said.status() == SmsGateway.Status.ACCEPTED) templates.taken(message);
            answers.put(message.id(), said);
        });
        asText.apply(texts).forEach((message, outcome) -> answers.put(message.id(), answer.apply(outcome)));
        return answers;
    }
}
