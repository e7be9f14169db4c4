package ir.roshan.process;

import ir.roshan.request.Announcement;
import ir.roshan.request.RequestId;
import org.springframework.stereotype.Component;

/** {@code Gateway_SubscriberTold}: has the result reached the subscriber (A7.1)? */
@Component("resultAnnouncement")
public class ResultAnnouncement implements GuardedExpressions.ModelQuestion {
    private final Announcement announcement;

    ResultAnnouncement(Announcement announcement) {
        this.announcement = announcement;
    }

    public boolean told(String requestId) {
        return announcement.told(RequestId.parse(requestId));
    }
}
