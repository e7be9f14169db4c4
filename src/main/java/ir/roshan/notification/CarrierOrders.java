package ir.roshan.notification;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which carriers are asked for which messages, in which order ({@code roshan.notification.carriers}): {@code bale,sms} is the
 * first that takes it; {@code bale+sms} is both, and where one has it and the other fails, that one is enough.
 */
final class CarrierOrders {
    private static final String DEFAULT = "default";
    private static final String EMERGENCY = "emergency";
    /** Bale costs less, reaches whoever blocks advertising lines, and says at once whom it does not know. */
    private static final String WITHOUT_A_SETTING = "bale,sms";
    /** Whoever has no data connection at that moment has SMS, and the other way round. */
    private static final String EMERGENCY_WITHOUT_A_SETTING = "bale+sms";

    private static final String MOBILE_CODE_WITHOUT_A_SETTING = "sms,bale";

    /** @param all whether all of them carry it, and not the first that takes it */
    record Order(List<Carrier> carriers, boolean all) {
        private static Order of(String written) {
            boolean all = written.contains("+");
            List<Carrier> carriers = Arrays.stream(written.split(all ? "\\+" : ","))
                    .map(Carrier::of)
                    .toList();
            if (EnumSet.copyOf(carriers).size() != carriers.size())
                throw new IllegalArgumentException("a carrier stands twice in «" + written + "»");
            return new Order(carriers, all);
        }

        private Order only(Set<Carrier> there) {
            return new Order(carriers.stream().filter(there::contains).toList(), all);
        }
    }

    /** Who has written by SMS may have no other line at that moment. */
    private static final String ANSWER_WITHOUT_A_SETTING = "sms,bale";

    private final Map<MessageKind, Order> ofKind = new EnumMap<>(MessageKind.class);
    private final Order emergency;
    private final Order otherwise;

    /**
     * @param settings by {@code default}, {@code emergency}, or a kind of message, as {@code crew-order}, which stands above both
     * @param there the carriers that are set up
     * @throws IllegalArgumentException if a setting names what is no kind, no carrier, or one that is not set up
     */
    CarrierOrders(Map<String, String> settings, Set<Carrier> there) {
        Map<String, String> left = new HashMap<>();
        // A variable of the environment has no hyphens: CREW_ORDER comes as crew.order.
        if (settings != null) settings.forEach((name, order) -> left.put(name.replace('.', '-'), order));
        otherwise = order(left.remove(DEFAULT), WITHOUT_A_SETTING, there);
        emergency = order(left.remove(EMERGENCY), EMERGENCY_WITHOUT_A_SETTING, there);
        for (MessageKind kind : MessageKind.values()) {
            String written = left.remove(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (written != null) ofKind.put(kind, order(written, null, there));
            // The one may hold the number and the address of somebody else than whoever gets it; the other is to wake
            // somebody.
            else if ((kind == MessageKind.CREW_ORDER || kind == MessageKind.ON_CALL) && there.contains(Carrier.SMS))
                ofKind.put(kind, new Order(List.of(Carrier.SMS), false));
            // Whoever waits for it has a telephone in their hand, which fills it in by itself from an SMS alone.
            else if (kind == MessageKind.MOBILE_CODE)
                ofKind.put(kind, order(null, MOBILE_CODE_WITHOUT_A_SETTING, there));
            else if (kind == MessageKind.ANSWER) ofKind.put(kind, order(null, ANSWER_WITHOUT_A_SETTING, there));
        }
        if (!left.isEmpty())
            throw new IllegalArgumentException("roshan.notification.carriers has no kind of message "
                    + left.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }

    private static Order order(String written, String otherwise, Set<Carrier> there) {
        if (written == null) return Order.of(otherwise).only(there);
        Order order;
        try {
            order = Order.of(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("roshan.notification.carriers: " + e.getMessage());
        }
        if (!there.containsAll(order.carriers()))
            throw new IllegalArgumentException("roshan.notification.carriers names in «" + written
                    + "» what is not set up: bale needs roshan.bale.key, sms a roshan.sms.profile");
        return order;
    }

    Order of(MessageKind kind, boolean isEmergency) {
        Order own = ofKind.get(kind);
        return own != null ? own : isEmergency ? emergency : otherwise;
    }
}
