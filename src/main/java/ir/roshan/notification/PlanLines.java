package ir.roshan.notification;

import ir.roshan.calendar.SolarHijri;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The places of a number in one message: under each day a line for each time in the dark. Each part of a message is paid for, and one
 * message with all places costs less than one for each; so it may be longer than others, and gives way in this order: the company's
 * name, the length of the places' names, and in the end what there is most of.
 */
final class PlanLines {
    /** Twice as long as any other message: ten places have room. */
    static final int MOST_PARTS = 2 * SmsLength.MOST_PARTS;

    private static final int[] NAME_LENGTHS = {30, 15, 8};
    private static final Duration DAY = Duration.ofDays(1);
    private static final char ELLIPSIS = '.';

    private final Properties words;
    private final Language language;

    PlanLines(Properties words, Language language) {
        this.words = words;
        this.language = language;
    }

    /** @param facts what is left out of the text is taken out, and the lines are put in as {@code lines} */
    String fitting(List<PlanLine> lines, Template template, Map<String, String> facts, MessageKind kind) {
        List<PlanLine> sorted = lines.stream()
                .sorted(Comparator.comparing(PlanLine::startsAt)
                        .thenComparing(PlanLine::endsAt)
                        .thenComparing(PlanLine::place))
                .toList();
        String text = with(facts, template, written(sorted, NAME_LENGTHS[0], 0, kind));
        if (fits(text)) return text;
        facts.remove("company");
        for (int length : NAME_LENGTHS) {
            text = with(facts, template, written(sorted, length, 0, kind));
            if (fits(text)) return text;
        }
        for (int left = 1; left < sorted.size(); left++) {
            text = with(
                    facts,
                    template,
                    written(
                            sorted.subList(0, sorted.size() - left),
                            NAME_LENGTHS[NAME_LENGTHS.length - 1],
                            left,
                            kind));
            if (fits(text)) return text;
        }
        return text;
    }

    /** @throws UnusableTemplate if one of the words cannot be written */
    void tryAll(String file) {
        for (String word : words.stringPropertyNames())
            if (word.startsWith("plan."))
                try {
                    word(word, "", "");
                } catch (IllegalArgumentException e) {
                    throw new UnusableTemplate(file, "cannot be written: " + word);
                }
    }

    private static boolean fits(String text) {
        return SmsLength.partsOf(text) <= MOST_PARTS;
    }

    private static String with(Map<String, String> facts, Template template, String lines) {
        facts.put("lines", lines);
        return template.render(facts);
    }

    private String written(List<PlanLine> lines, int nameLength, int left, MessageKind kind) {
        Map<LocalDate, List<PlanLine>> days = lines.stream()
                .collect(Collectors.groupingBy(line -> dayOf(line.startsAt()), TreeMap::new, Collectors.toList()));
        List<String> written = new ArrayList<>();
        // Said once where it holds of all.
        boolean allProbable = lines.size() > 1 && lines.stream().allMatch(line -> line.probable() && !line.cancelled());
        days.forEach((day, ofDay) -> {
            written.add(word("plan.day", weekday(day), SolarHijri.formatDate(day, language.locale())));
            ofDay.forEach(line -> written.add(written(line, !allProbable, nameLength, kind)));
        });
        if (allProbable) written.add(words.getProperty("plan.all-probable"));
        if (left > 0) written.add(word("plan.more", number(left)));
        return String.join("\n", written);
    }

    private String written(PlanLine line, boolean saysProbable, int nameLength, MessageKind kind) {
        String hours = hours(line.startsAt(), line.endsAt());
        if (line.cancelled()) {
            if (kind != MessageKind.PLAN_AHEAD_CANCELLED) hours = word("plan.cancelled", hours);
        } else if (line.probable() && saysProbable) hours = word("plan.probable", hours);
        if (line.instead() != null) {
            PlanLine.Hours before = line.instead();
            String other = hours(before.startsAt(), before.endsAt());
            boolean sameDay = dayOf(before.startsAt()).equals(dayOf(line.startsAt()));
            hours = word(
                    "plan.changed", hours, sameDay ? other : word("plan.on", weekday(dayOf(before.startsAt())), other));
        }
        return word("plan.line", name(line.place(), nameLength), hours);
    }

    private String hours(Instant from, Instant until) {
        String end = SolarHijri.formatTime(until, language.locale());
        // An end at the same time of another day, or behind it, would be read as one of the same day.
        if (Duration.between(from, until).compareTo(DAY) >= 0) end = word("plan.on", weekday(dayOf(until)), end);
        return word("plan.hours", SolarHijri.formatTime(from, language.locale()), end);
    }

    private String name(String typed, int length) {
        String name = MessageTexts.freeText(typed, language);
        if (name == null) return words.getProperty("plan.place");
        if (name.codePointCount(0, name.length()) <= length) return name;
        return name.substring(0, name.offsetByCodePoints(0, length - 1)).strip() + ELLIPSIS;
    }

    private String weekday(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, language.locale());
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, SolarHijri.TEHRAN);
    }

    private String number(int number) {
        String digits = Integer.toString(number);
        return language == Language.FA ? SolarHijri.persianDigits(digits) : digits;
    }

    private String word(String key, Object... facts) {
        return MessageFormat.format(words.getProperty(key), facts);
    }
}
