package ir.roshan.demo;

import static ir.roshan.outage.Finding.CUSTOMER_SIDE_FAULT;
import static ir.roshan.outage.Finding.NETWORK_FAULT;
import static ir.roshan.outage.Finding.PLANNED;
import static ir.roshan.outage.Finding.SUPPLY_ON;
import static ir.roshan.request.Channel.COUNTER_OFFICE;
import static ir.roshan.request.Channel.IN_PERSON;
import static ir.roshan.request.Channel.MOBILE_APP;
import static ir.roshan.request.Channel.PHONE_121;
import static ir.roshan.request.Channel.WEBSITE;

import ir.roshan.demo.SmallNetwork.Place;
import ir.roshan.outage.Cause;
import ir.roshan.request.Channel;
import ir.roshan.request.Hazard;
import java.util.ArrayList;
import java.util.List;

/**
 * What has happened in the demo's company before it opens: seven hours of reports, told by what each subscriber lives
 * through, in minutes before now. Every state of a request occurs, and every dispatcher and the manager has something to do.
 */
final class LastHours {
    static final int HOURS = 7;

    private final List<Subscriber> subscribers = new ArrayList<>();

    private LastHours() {}

    static List<Subscriber> subscribers() {
        LastHours story = new LastHours();
        story.closed();
        story.late();
        story.announced();
        story.objected();
        story.withdrawn();
        story.inPlannedOutages();
        story.restoring();
        story.fresh();
        return List.copyOf(story.subscribers);
    }

    private void closed() {
        at(new Place(1, 2, 3, 4), WEBSITE)
                .worthSeeing()
                .says("شاخهٔ درخت روی سیم افتاده است")
                .reports(420)
                .verified(405, NETWORK_FAULT, "گزارش مأمور محل: شاخه روی شبکهٔ هوایی")
                .crewSent(395, "اکیپ ۱۱", 75)
                .restored(330, Cause.TREE, "شاخه برداشته و سیم ترمیم شد")
                .rates(310, 5, null);
        at(new Place(2, 1, 3, 8), PHONE_121)
                .reports(405)
                .verified(380, CUSTOMER_SIDE_FAULT, "کلید مینیاتوری کنتور مشترک قطع بود")
                .rates(350, 4, "پاسخ سریع بود");
        at(SmallNetwork.LIFE_SUPPORT_HOME, COUNTER_OFFICE)
                .dependsOnDevice()
                .says("دستگاه اکسیژن‌ساز در خانه داریم")
                .reports(300)
                .verified(297, NETWORK_FAULT, null)
                .crewSent(295, "اکیپ فوریت ۲", 40)
                .restored(262, Cause.EQUIPMENT_FAILURE, "تعویض فیوز کت‌اوت")
                .rates(250, 5, "سپاسگزارم");
        at(new Place(3, 3, 4, 6), IN_PERSON).reports(330).verified(310, SUPPLY_ON, "مشترک تأیید کرد که برق وصل است");
    }

    /** One that a manager still has to look at, and one that is over. */
    private void late() {
        at(new Place(3, 2, 1, 11), MOBILE_APP)
                .worthSeeing()
                .says("از صبح برق نداریم")
                .reports(380)
                .verified(362, NETWORK_FAULT, "سوختگی ترانسفورماتور")
                .crewSent(345, "اکیپ ۳۱", 140)
                .estimateRevised(200, 120)
                .estimateRevised(75, 135);
        at(new Place(4, 3, 5, 2), COUNTER_OFFICE)
                .reports(415)
                .verified(380, NETWORK_FAULT, null)
                .crewSent(360, "اکیپ ۴۲", 120)
                .estimateRevised(235, 110)
                .managerActs(160, "اکیپ پشتیبان از مدیریت ۳ اعزام شد")
                .restored(132, Cause.THIRD_PARTY_DAMAGE, "کابل در حفاری آسیب دیده بود")
                .rates(100, 2, "بسیار طولانی شد");
    }

    /** Results that can still be objected to. */
    private void announced() {
        at(new Place(4, 4, 2, 10), MOBILE_APP)
                .worthSeeing()
                .reports(150)
                .verified(138, NETWORK_FAULT, null)
                .crewSent(130, "اکیپ ۴۱", 90)
                .restored(40, Cause.ANIMAL, "برخورد پرنده با شبکه");
        at(new Place(1, 5, 4, 16), PHONE_121)
                .reports(95)
                .verified(80, CUSTOMER_SIDE_FAULT, "اتصالی در سیم‌کشی داخلی")
                .rates(60, 3, null);
        at(PlannedOutagesAroundNow.OVER, WEBSITE).reports(240);
    }

    private void objected() {
        at(new Place(2, 1, 1, 3), WEBSITE)
                .worthSeeing()
                .reports(190)
                .verified(175, NETWORK_FAULT, null)
                .crewSent(168, "اکیپ ۲۳", 60)
                .restored(115, Cause.OVERLOAD, "فیوز تعویض شد")
                .objects(20, "فقط نیم ساعت برق داشتیم");
    }

    private void withdrawn() {
        at(new Place(1, 1, 4, 7), WEBSITE).worthSeeing().reports(145).withdraws(132);
    }

    private void inPlannedOutages() {
        at(PlannedOutagesAroundNow.UNDER_WAY_AT_TRANSFORMER, WEBSITE)
                .worthSeeing()
                .reports(100);
        at(PlannedOutagesAroundNow.UNDER_WAY_AT_FEEDER, PHONE_121).reports(80);
        at(PlannedOutagesAroundNow.UNDER_WAY_AT_SERVICE_POINT, MOBILE_APP)
                .readsEnglish()
                .reports(30);
        at("قم، خیابان ساحلی، نبش کوچهٔ ۵", 1, PHONE_121)
                .reports(50)
                .verified(35, PLANNED, "در محدودهٔ جابه‌جایی تیر برق خیابان ساحلی است");
    }

    /** The first is found at the transformer, and the neighbours who report later join there. */
    private void restoring() {
        Place first = new Place(3, 5, 3, 2);
        at(first, MOBILE_APP)
                .worthSeeing()
                .neighboursAreOut()
                .reports(48)
                .verifiedAt(42, first.transformerCode(), "کل کوچه خاموش است")
                .crewSent(30, "اکیپ ۳۲", 75)
                .restorationTakenUp(28);
        at(new Place(3, 5, 3, 4), PHONE_121).neighboursAreOut().reports(39);
        at(new Place(3, 5, 3, 9), PHONE_121).neighboursAreOut().reports(37);
        at(new Place(3, 5, 3, 15), WEBSITE).reports(33);
        at(new Place(3, 5, 3, 18), COUNTER_OFFICE).reports(22);
        at(new Place(2, 5, 2, 13), PHONE_121).reports(36).verified(18, NETWORK_FAULT, "نول شبکه قطع است");
        at(new Place(4, 1, 2, 5), MOBILE_APP)
                .hazard(Hazard.SPARKING)
                .says("از بالای تیر جرقه می‌زند")
                .reports(26)
                .verified(17, NETWORK_FAULT, null)
                .crewSent(12, "اکیپ ۴۳", 60);
    }

    /** Nobody has looked at these yet; with the danger to life, a dispatcher is late already. */
    private void fresh() {
        at(new Place(1, 4, 5, 19), WEBSITE).worthSeeing().reports(7);
        at(new Place(3, 1, 5, 12), WEBSITE).reports(11);
        at(SmallNetwork.HOSPITAL, PHONE_121).isCompany().reports(3);
        at("قم، خیابان هنرستان، روبه‌روی بوستان", 1, PHONE_121)
                .hazard(Hazard.WIRE_DOWN)
                .says("سیم برق روی پیاده‌رو افتاده است")
                .reports(9);
        at("قم، پردیسان، مجتمع مهر، بلوک ۱۲", 4, MOBILE_APP).reports(5);
    }

    private Subscriber at(Place place, Channel channel) {
        return add(new Subscriber(subscribers.size() + 1, place.billId(), null, null, channel));
    }

    private Subscriber at(String address, int district, Channel channel) {
        return add(new Subscriber(subscribers.size() + 1, null, address, district, channel));
    }

    private Subscriber add(Subscriber subscriber) {
        subscribers.add(subscriber);
        return subscriber;
    }
}
