package ir.roshan.inbound;

import ir.roshan.inbound.InboundMessages.Inbound;
import ir.roshan.network.Network;
import ir.roshan.notification.AnswerWording;
import ir.roshan.notification.Language;
import ir.roshan.notification.Message;
import ir.roshan.notification.MessageStops;
import ir.roshan.notification.Recipient;
import ir.roshan.notification.SmsAnswers;
import ir.roshan.outage.Finding;
import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.request.Channel;
import ir.roshan.request.Hazard;
import ir.roshan.request.Intake;
import ir.roshan.request.NeighboursOut;
import ir.roshan.request.NewRequest;
import ir.roshan.request.Registration;
import ir.roshan.request.RequestStage;
import ir.roshan.request.RequestState;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Result;
import ir.roshan.request.SubscriberType;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what an SMS asks for, and owes the answer, in one transaction. What tells nothing new is answered once a day: machines answer
 * one another, and somebody who tries numbers learns nothing.
 */
@Component
class InboundDeeds {
    /** Who has registered, where there is no account; and whose look it was, in the audit log. */
    static final String BY_SMS = "sms";

    private static final Duration HOUR = Duration.ofHours(1);

    private final InboundMessages messages;
    private final InboundSettings settings;
    private final Intake intake;
    private final Requests requests;
    private final Outages outages;
    private final Network network;
    private final SmsAnswers answers;
    private final MessageStops stops;
    private final InboundErasure erasure;
    private final AuditLog audit;
    private final Clock clock;

    InboundDeeds(
            InboundMessages messages,
            InboundSettings settings,
            Intake intake,
            Requests requests,
            Outages outages,
            Network network,
            SmsAnswers answers,
            MessageStops stops,
            InboundErasure erasure,
            AuditLog audit,
            Clock clock) {
        this.messages = messages;
        this.settings = settings;
        this.intake = intake;
        this.requests = requests;
        this.outages = outages;
        this.network = network;
        this.answers = answers;
        this.stops = stops;
        this.erasure = erasure;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void doneWith(Inbound message) {
        Optional<MobileNumber> mobile = answerable(message);
        if (mobile.isEmpty()) settle(message, InboundOutcome.NO_MOBILE, null);
        else if (messages.countFrom(message.sender(), clock.instant().minus(HOUR)) > settings.perNumberHour())
            answerOnceADay(message, InboundOutcome.TOO_MANY, AnswerWording.TOO_MANY);
        else doneFor(mobile.get(), message);
    }

    /** It has failed again and again: whoever waits is told to phone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveUp(Inbound message) {
        if (answerable(message).isPresent()
                && !messages.isToldOfDay(message.sender(), InboundOutcome.FAILED, clock.instant()))
            tell(message, AnswerWording.FAILED);
        settle(message, InboundOutcome.FAILED, null);
    }

    private static Optional<MobileNumber> answerable(Inbound message) {
        return message.mobile().filter(number -> !number.value().equals(message.receptor()));
    }

    private void doneFor(MobileNumber mobile, Inbound message) {
        Asked asked = Asked.read(message.text());
        switch (asked.wish()) {
            case REPORT -> report(mobile, message, asked.billId());
            case STATE -> tellState(mobile, message, requestOf(mobile, asked.code()));
            case REPORT_OR_STATE -> {
                Optional<RestorationRequest> theirs = requestOf(mobile, asked.code());
                if (theirs.isPresent()) tellState(mobile, message, theirs);
                else report(mobile, message, asked.billId());
            }
            case STOP -> stop(mobile, message);
            case WRONG_NUMBER -> answerOnceADay(message, InboundOutcome.UNKNOWN_BILL, AnswerWording.UNKNOWN_BILL);
            case WRONG_CODE -> answerOnceADay(message, InboundOutcome.UNKNOWN_CODE, AnswerWording.UNKNOWN_CODE);
            case NOTHING -> answerOnceADay(message, InboundOutcome.HELP, AnswerWording.HELP);
        }
    }

    private void report(MobileNumber mobile, Inbound message, BillId billId) {
        if (network.servicePoint(billId).isEmpty()) {
            answerOnceADay(message, InboundOutcome.UNKNOWN_BILL, AnswerWording.UNKNOWN_BILL);
            return;
        }
        if (messages.countOfDay(message.sender(), InboundOutcome.REGISTERED, clock.instant())
                >= settings.reportsPerNumberDay()) {
            answerOnceADay(message, InboundOutcome.TOO_MANY, AnswerWording.TOO_MANY);
            return;
        }
        Intake.Submitted submitted = intake.submit(new NewRequest(
                billId,
                null,
                null,
                mobile,
                SubscriberType.NATURAL_PERSON,
                null,
                Hazard.NONE,
                false,
                NeighboursOut.UNKNOWN,
                null,
                languageOf(message),
                null,
                // The agreement's list of channels is closed (A4.1): the line is one more way into the system 121.
                Channel.PHONE_121,
                BY_SMS));
        RestorationRequest request = requests.get(submitted.trackingCode());
        long id = request.id().value();
        Recipient to = new Recipient(mobile, languageOf(message));
        if (submitted.already()) {
            answers.owe(message.id(), id, to, answer(AnswerWording.ALREADY, request));
            settle(message, InboundOutcome.ALREADY, id);
        } else {
            answers.oweInPlaceOf(
                    Registration.firstMessage(request.id()),
                    id,
                    to,
                    answer(AnswerWording.REGISTERED, request),
                    request.restoreBy());
            settle(message, InboundOutcome.REGISTERED, id);
        }
    }

    /** @param code null for their newest; another's is as one that nobody bears */
    private Optional<RestorationRequest> requestOf(MobileNumber mobile, TrackingCode code) {
        return code == null
                ? requests.newestOf(mobile, 1).stream().findFirst()
                : requests.find(code).filter(request -> request.mobile().equals(mobile));
    }

    private void tellState(MobileNumber mobile, Inbound message, Optional<RestorationRequest> theirs) {
        if (theirs.isEmpty()) {
            answerOnceADay(message, InboundOutcome.UNKNOWN_CODE, AnswerWording.UNKNOWN_CODE);
            return;
        }
        RestorationRequest request = theirs.get();
        long id = request.id().value();
        Recipient to = new Recipient(mobile, languageOf(message));
        Message.Answer state = answer(AnswerWording.STATE, request);
        if (!answers.isSaid(id, to, state, clock.instant().minus(HOUR))) {
            audit.append(
                    BY_SMS,
                    AuditLog.Deed.ANSWERED_BY_SMS,
                    request.trackingCode().value(),
                    null);
            answers.owe(message.id(), id, to, state);
        }
        settle(message, InboundOutcome.STATE, id);
    }

    private void stop(MobileNumber mobile, Inbound message) {
        int ended = stops.stopAll(mobile);
        audit.append(BY_SMS, AuditLog.Deed.ANSWERED_BY_SMS, null, "stopped: " + ended);
        if (ended > 0) {
            // Only then: else whoever alternates it with something else would be bounded by nothing.
            erasure.eraseOf(mobile);
            tell(message, AnswerWording.STOPPED);
            settle(message, InboundOutcome.STOPPED, null);
        } else answerOnceADay(message, InboundOutcome.STOPPED, AnswerWording.STOPPED);
    }

    private Message.Answer answer(AnswerWording what, RestorationRequest request) {
        Optional<Outage> outage = what == AnswerWording.REGISTERED ? Optional.empty() : outages.of(request.id());
        boolean confirmed =
                outage.filter(o -> o.finding() == Finding.NETWORK_FAULT).isPresent();
        boolean open = request.state() == RequestState.CHECKING || request.state() == RequestState.IN_PLANNED_OUTAGE;
        Optional<Result> result = open ? Optional.empty() : requests.result(request.id());
        Instant expected = request.isPlanned()
                ? request.plannedUntil()
                : outage.map(Outage::estimatedRestorationAt).orElse(null);
        return new Message.Answer(
                what,
                request.trackingCode().value(),
                RequestStage.of(request.state(), confirmed).name(),
                result.map(one -> one.outcome().name()).orElse(null),
                open ? ahead(expected) : null,
                open && !request.isPlanned() ? ahead(request.restoreBy()) : null);
    }

    /** What was promised for a time that is over tells nothing but that. */
    private Instant ahead(Instant moment) {
        return moment != null && moment.isAfter(clock.instant()) ? moment : null;
    }

    private void answerOnceADay(Inbound message, InboundOutcome outcome, AnswerWording wording) {
        Instant now = clock.instant();
        if (!messages.isToldOfDay(message.sender(), outcome, now)
                && messages.countTold(now.minus(HOUR), settings.othersPerHour()) < settings.othersPerHour())
            tell(message, wording);
        settle(message, outcome, null);
    }

    private void tell(Inbound message, AnswerWording wording) {
        answers.owe(
                message.id(),
                new Recipient(new MobileNumber(message.sender()), languageOf(message)),
                new Message.Answer(wording));
        messages.told(message.id(), clock.instant());
    }

    private void settle(Inbound message, InboundOutcome outcome, Long requestId) {
        messages.settle(message.id(), outcome, requestId, clock.instant());
    }

    /** Who writes Latin letters and none of ours reads English. */
    private static Language languageOf(Inbound message) {
        boolean latin = message.text().codePoints().anyMatch(c -> c < 0x80 && Character.isLetter(c));
        boolean ours = message.text()
                .codePoints()
                .anyMatch(
                        c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC && Character.isLetter(c));
        return latin && !ours ? Language.EN : Language.FA;
    }
}
