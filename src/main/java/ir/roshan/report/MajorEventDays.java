package ir.roshan.report;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.calendar.SolarHijriMonth;
import ir.roshan.network.Network;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The days on which the network was hit beyond what it is built for, by the 2.5 beta method of IEEE 1366-2012: a day is one
 * if its SAIDI is above exp(alpha + 2.5 beta), where alpha and beta are mean and sample standard deviation of the natural
 * logarithms of the daily SAIDI of up to five earlier years. Years are Solar Hijri, days are Tehran's, outages are those
 * that were not planned, and an outage belongs wholly to the day on which it began.
 */
@Service
public class MajorEventDays {
    private static final int EARLIER_YEARS = 5;
    private static final double BETAS = 2.5;

    private final Interruptions interruptions;
    private final Network network;

    MajorEventDays(Interruptions interruptions, Network network) {
        this.interruptions = interruptions;
        this.network = network;
    }

    /**
     * What a day must exceed.
     *
     * @param alpha mean of the natural logarithms of daily SAIDI in minutes, over days with any
     * @param beta their sample standard deviation
     */
    public record Threshold(double alpha, double beta, double saidi) {
        /** @return null where fewer than two days had any interruption: there is no deviation then */
        static Threshold of(Collection<Double> dailySaidi) {
            double[] logarithms = dailySaidi.stream()
                    .filter(saidi -> saidi > 0)
                    .mapToDouble(Math::log)
                    .toArray();
            int n = logarithms.length;
            if (n < 2) {
                return null;
            }
            double sum = 0;
            for (double l : logarithms) {
                sum += l;
            }
            double alpha = sum / n;
            double squares = 0;
            for (double l : logarithms) {
                squares += (l - alpha) * (l - alpha);
            }
            double beta = Math.sqrt(squares / (n - 1));
            return new Threshold(alpha, beta, Math.exp(alpha + BETAS * beta));
        }
    }

    /** @param major null where there is no threshold to tell it by */
    public record Day(LocalDate day, double saidi, double saifi, Boolean major) {}

    /**
     * @param from,to first and last day of the year
     * @param basisFrom,basisTo first and last day of the earlier years that make the threshold
     * @param basisDays how many of them had any sustained interruption
     * @param threshold null where there are too few
     * @param all the year's indices
     * @param withoutMajorEventDays the same without the interruptions that began on such days
     * @param days those with any sustained interruption
     */
    public record Year(
            int year,
            LocalDate from,
            LocalDate to,
            LocalDate basisFrom,
            LocalDate basisTo,
            int basisDays,
            Threshold threshold,
            int servicePointsServed,
            Indices all,
            Indices withoutMajorEventDays,
            List<Day> days) {}

    /** @param year Solar Hijri; the calendar may know fewer than five before it */
    @Transactional(readOnly = true)
    public Year of(int year) {
        LocalDate from = SolarHijri.firstDayOf(year, 1);
        LocalDate to = SolarHijri.firstDayOf(year + 1, 1);
        LocalDate basisFrom = SolarHijri.firstDayOf(Math.max(year - EARLIER_YEARS, SolarHijriMonth.FIRST.year()), 1);
        int served = network.servicePointsPerDistrict().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        SortedMap<LocalDate, Interruptions.Sum> days = interruptions.perDay(basisFrom, to);
        SortedMap<LocalDate, Interruptions.Sum> basis = days.headMap(from);
        SortedMap<LocalDate, Interruptions.Sum> thisYear = days.tailMap(from);
        Threshold threshold = served == 0
                ? null
                : Threshold.of(basis.values().stream()
                        .map(sum -> sum.indices(served).saidi())
                        .toList());
        List<Day> listed = served == 0
                ? List.of()
                : thisYear.entrySet().stream()
                        .map(e -> day(e.getKey(), e.getValue().indices(served), threshold))
                        .toList();
        List<LocalDate> major = listed.stream()
                .filter(d -> Boolean.TRUE.equals(d.major()))
                .map(Day::day)
                .toList();
        return new Year(
                year,
                from,
                to.minusDays(1),
                basisFrom,
                from.minusDays(1),
                basis.size(),
                threshold,
                served,
                total(thisYear, List.of()).indices(served),
                total(thisYear, major).indices(served),
                listed);
    }

    private static Day day(LocalDate day, Indices indices, Threshold threshold) {
        return new Day(
                day, indices.saidi(), indices.saifi(), threshold == null ? null : indices.saidi() > threshold.saidi());
    }

    private static Interruptions.Sum total(Map<LocalDate, Interruptions.Sum> days, Collection<LocalDate> without) {
        return days.entrySet().stream()
                .filter(e -> !without.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Interruptions.Sum.NOTHING, Interruptions.Sum::plus);
    }
}
