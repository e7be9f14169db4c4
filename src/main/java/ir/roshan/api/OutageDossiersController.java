package ir.roshan.api;

import ir.roshan.notification.Language;
import ir.roshan.notification.Message;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.MessagePreview;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageAnnouncements;
import ir.roshan.outage.Outages;
import ir.roshan.request.FieldChecks;
import ir.roshan.security.AuditLog;
import ir.roshan.text.TypedText;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the forms of Tasklist show of an outage. */
@RestController
@RequestMapping("/api/v1/operations/outages")
class OutageDossiersController {
    private final Outages outages;
    private final OutageDossiers dossiers;
    private final OutageAnnouncements announcements;
    private final MessagePreview preview;
    private final AuditLog audit;

    OutageDossiersController(
            Outages outages,
            OutageDossiers dossiers,
            OutageAnnouncements announcements,
            MessagePreview preview,
            AuditLog audit) {
        this.outages = outages;
        this.dossiers = dossiers;
        this.announcements = announcements;
        this.preview = preview;
        this.audit = audit;
    }

    @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    OutageDossier show(
            @PathVariable String number,
            @RequestParam(required = false) String below,
            @RequestParam(required = false) String offset) {
        FieldChecks checks = new FieldChecks(List.of());
        int from = Parameters.offset(checks, offset);
        checks.throwIfAny();
        Caller caller = Caller.current();
        Outage outage = outages.get(TypedText.code(number));
        if (!caller.seesDistrict(outage.district().number())) {
            throw new OtherDistrict();
        }
        return dossiers.show(caller, outage, below == null ? null : TypedText.code(below), from);
    }

    /**
     * @param text in Persian, as the first of those who wait will read it
     * @param told whether it will be sent; not where it differs too little from what they have heard
     */
    record Announcement(MessageKind kind, String text, boolean told) {}

    /** What the outage's subscribers would be told of an estimate; nothing is sent by asking. */
    @GetMapping(path = "/{number}/estimate-message", produces = MediaType.APPLICATION_JSON_VALUE)
    Announcement announcement(
            @PathVariable String number, @RequestParam(required = false) String estimatedRestorationAt) {
        Caller caller = Caller.current();
        Outage outage = outages.get(TypedText.code(number));
        if (!caller.seesDistrict(outage.district().number())) {
            throw new OtherDistrict();
        }
        FieldChecks checks = new FieldChecks(List.of());
        if (estimatedRestorationAt == null) {
            checks.add("estimatedRestorationAt", "required");
        }
        // A plus sign that was not percent-encoded arrives as a blank.
        Instant estimate = estimatedRestorationAt == null
                ? null
                : checks.moment("estimatedRestorationAt", estimatedRestorationAt.replace(' ', '+'));
        checks.throwIfAny();
        // The text has a subscriber's code in it.
        audit.append(caller.account(), AuditLog.Deed.OUTAGE_SHOWN, outage.number(), null);
        Message message = announcements.of(outage, estimate);
        return new Announcement(
                message.kind(), preview.of(message, Language.FA), announcements.isNews(outage, estimate));
    }
}
