package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.notification.Language;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a transaction knows of the request that it has registered is what the row says, member by member (docs/adr/0028). */
class BegunRequestBehaviour extends RoshanServer {
    @Autowired
    private Registration registration;

    @Autowired
    private Requests requests;

    @Autowired
    private PlatformTransactionManager transactions;

    private void assertSame(NewRequest report) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            RequestId id =
                    registration.register(report, "begun-" + System.nanoTime()).id();
            assertThat(requests.isOfThisTransaction(id)).isTrue();
            RestorationRequest remembered = requests.get(id);
            requests.changed();
            assertThat(remembered).isEqualTo(requests.get(id));
            status.setRollbackOnly();
        });
    }

    @Test
    void byBillId() {
        assertSame(new NewRequest(
                new BillId(place(2).billId()),
                null,
                null,
                new MobileNumber(anotherMobile()),
                SubscriberType.LEGAL_PERSON,
                "دود از تابلو",
                Hazard.FIRE_OR_SMOKE,
                true,
                NeighboursOut.YES,
                Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS),
                Language.EN,
                null,
                Channel.PHONE_121,
                "phone-121"));
    }

    @Test
    void byAddressAndWhereTheTelephoneIs() {
        assertSame(new NewRequest(
                null,
                "قم، خیابان نمونه",
                new District(3),
                new MobileNumber(anotherMobile()),
                SubscriberType.NATURAL_PERSON,
                null,
                Hazard.NONE,
                false,
                NeighboursOut.UNKNOWN,
                null,
                Language.FA,
                new Network.Position(34.63999, 50.88001),
                Channel.WEBSITE,
                null));
    }
}
