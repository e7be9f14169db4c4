package ir.roshan.outage;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.text.MalformedMobileNumber;
import ir.roshan.text.MobileNumber;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is on call in which district ({@code roshan.on-call.1: 09123456789 15:00-07:00, 09129876543}): mobile numbers, each with
 * hours of Tehran {@code [from, to)} or without, which is always.
 */
@ConfigurationProperties("roshan")
record OnCallSettings(Map<String, List<String>> onCall) {
    private record Duty(MobileNumber number, LocalTime from, LocalTime to) {
        boolean holdsAt(LocalTime time) {
            if (from.equals(to)) {
                return true;
            }
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    /** @throws IllegalArgumentException if a setting names no district, no mobile number or no hours */
    OnCallSettings {
        onCall = onCall == null ? Map.of() : Map.copyOf(onCall);
        onCall.forEach((district, entries) -> {
            demandDistrict(district);
            entries.forEach(entry -> duty(district, entry));
        });
    }

    private static void demandDistrict(String written) {
        if (!written.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("roshan.on-call." + written + ": a district is a number from 1 to 99");
        }
    }

    private static Duty duty(String district, String entry) {
        String[] parts = entry.strip().split("\\s+", 2);
        try {
            String[] hours = parts.length == 1 ? new String[] {"00:00", "00:00"} : parts[1].split("-", 2);
            return new Duty(
                    new MobileNumber(parts[0]), LocalTime.parse(hours[0].strip()), LocalTime.parse(hours[1].strip()));
        } catch (MalformedMobileNumber | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            // Without the number: what stops the start is logged.
            throw new IllegalArgumentException("roshan.on-call." + district
                    + " wants mobile numbers, each alone or with hours, as 09123456789 15:00-07:00");
        }
    }

    boolean isUsed() {
        return !onCall.isEmpty();
    }

    /** Empty where nobody is. */
    List<MobileNumber> onCall(District district, Instant moment) {
        LocalTime time = moment.atZone(SolarHijri.TEHRAN).toLocalTime();
        return onCall.getOrDefault(Integer.toString(district.number()), List.of()).stream()
                .map(entry -> duty("", entry))
                .filter(duty -> duty.holdsAt(time))
                .map(Duty::number)
                .distinct()
                .toList();
    }

    /** Without the numbers: whatever is concatenated ends in a log one day. */
    @Override
    public String toString() {
        return "OnCallSettings" + onCall.keySet();
    }
}
