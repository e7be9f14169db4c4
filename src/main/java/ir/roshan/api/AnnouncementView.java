package ir.roshan.api;

import ir.roshan.outage.Outage;
import ir.roshan.report.AnnouncementProgress.Figures;
import java.time.Instant;

/**
 * {@code Announcement} of the contract: how many of an outage's requests have heard its result.
 *
 * @param told accepted by the gateway, delivered, or told by phone
 * @param notOwedYet requests whose result is not even owed
 */
record AnnouncementView(
        String outage,
        int district,
        String area,
        Instant answeredAt,
        int requests,
        int told,
        int notOwedYet,
        int owed,
        int accepted,
        int delivered,
        int failed,
        int expired,
        int held,
        int superseded,
        int handedToPerson,
        int called) {

    static AnnouncementView of(Figures f) {
        int results = f.owed()
                + f.accepted()
                + f.delivered()
                + f.failed()
                + f.expired()
                + f.held()
                + f.superseded()
                + f.handedToPerson();
        return new AnnouncementView(
                f.outage(),
                f.district(),
                f.area(),
                f.answeredAt(),
                f.requests(),
                f.accepted() + f.delivered() + f.called(),
                f.requests() - results,
                f.owed(),
                f.accepted(),
                f.delivered(),
                f.failed(),
                f.expired(),
                f.held(),
                f.superseded(),
                f.handedToPerson(),
                f.called());
    }

    /** Everybody has left it before it had a result. */
    static AnnouncementView toNobody(Outage outage) {
        return of(new Figures(
                outage.number(), outage.district().number(), outage.area(), null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }
}
