package ir.roshan.notification;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.text.Links;
import ir.roshan.text.MobileNumber;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The words of every message, from {@code messages/{fa,en}/} or the company's own folder. All of them are read and tried
 * at the start, so that a slip in a text is found by whoever changed it, and not by a subscriber.
 */
@Component
class MessageTexts {
    private static final String COMPANY = "company";
    private static final String REASON = "reason";
    private static final String ADDRESS = "address";
    private static final String LINES = "lines";
    private static final String PLACE = "place";
    /** The links that are ours. */
    private static final String MAP_LINK = "mapLink";
    /** Telephones look for Latin digits, and for a last line of just this form. */
    private static final String MOBILE_CODE = "mobileCode";

    private static final String WEB_OTP = "webOtp";

    private static final String STOP = "stop";
    /** Free text is cut to what the others leave of three SMS parts. */
    private static final Set<String> FREE_TEXTS = Set.of(REASON, ADDRESS, PLACE);
    /** Facts that give way where even three parts are too short, the first one first: a crew finds the rest in the outage. */
    private static final List<String> GIVE_WAY =
            List.of("reports", "transformer", REASON, ADDRESS, PLACE, MAP_LINK, WEB_OTP);
    /** Which wording it is, and no value of one. */
    private static final Set<Class<?>> WHICH = Set.of(AnnouncedOutcome.class, AnswerWording.class);
    /** Longer ones are cut before it is even tried how much of them fits. */
    private static final int LONGEST_FREE_TEXT = 160;
    /** No more of one is looked at. */
    private static final int LONGEST_READ = 1000;

    /** Of the address before the token a company has the shortest that it can get: each letter is paid for. */
    private static final String LONGEST_STOP = "https://" + "x".repeat(52);

    /** As long as a code of the network can be. */
    private static final String LONGEST_CODE = "0".repeat(64);

    /** With a host of 40 letters. */
    private static final String LONGEST_WEB_OTP = "@" + "a".repeat(40) + " #000000";

    /** Left to right mark: without it a right-to-left line shows the groups of a tracking code in reverse order. */
    private static final char LRM = '\u200E';

    private static final String ON_CALL_DANGER = "on-call-danger";

    /** What each template is about, by its name; a placeholder is a component of that record. */
    private static final Map<String, Class<? extends Message>> TEMPLATES = new LinkedHashMap<>();

    static {
        TEMPLATES.put("registered", Message.Registered.class);
        TEMPLATES.put("planned", Message.Planned.class);
        TEMPLATES.put("planned-changed", Message.PlannedChanged.class);
        TEMPLATES.put("planned-cancelled", Message.PlannedCancelled.class);
        TEMPLATES.put("crew-dispatched", Message.CrewDispatched.class);
        TEMPLATES.put("crew-order", Message.CrewOrder.class);
        TEMPLATES.put("on-call", Message.OnCall.class);
        TEMPLATES.put(ON_CALL_DANGER, Message.OnCallDanger.class);
        TEMPLATES.put("estimate", Message.Estimate.class);
        TEMPLATES.put("estimate-changed", Message.EstimateChanged.class);
        TEMPLATES.put("late", Message.Late.class);
        TEMPLATES.put("withdrawn", Message.Withdrawn.class);
        TEMPLATES.put("call-again", Message.CallAgain.class);
        TEMPLATES.put("mobile-code", Message.MobileCode.class);
        TEMPLATES.put("plan-ahead", Message.PlanAhead.class);
        TEMPLATES.put("plan-ahead-changed", Message.PlanAheadChanged.class);
        TEMPLATES.put("plan-ahead-cancelled", Message.PlanAheadCancelled.class);
        TEMPLATES.put("plan-soon", Message.PlanSoon.class);
        for (AnnouncedOutcome outcome : AnnouncedOutcome.values())
            TEMPLATES.put("result-" + kebab(outcome), Message.Result.class);
        for (AnswerWording answer : AnswerWording.values())
            TEMPLATES.put("answer-" + kebab(answer), Message.Answer.class);
    }

    private final Map<Language, Map<String, Template>> templates = new EnumMap<>(Language.class);
    private final Map<Language, Properties> words = new EnumMap<>(Language.class);
    private final CompanySettings company;

    /** @throws UnusableTemplate if a text of the company is none of ours, names an unknown fact or is too long */
    MessageTexts(NotificationSettings settings, CompanySettings company) {
        this.company = company;
        MessageFiles files = new MessageFiles(settings.templates());
        for (Language language : Language.values()) {
            files.refuseStrangers(language, TEMPLATES.keySet());
            words.put(language, files.words(language));
            new PlanLines(words.get(language), language).tryAll(MessageFiles.wordsOf(language));
            Map<String, Template> ofLanguage = new HashMap<>();
            TEMPLATES.forEach((name, kind) -> {
                String file = language.code() + "/" + name + ".txt";
                Template template = new Template(file, files.read(file), placeholdersOf(kind));
                if (SmsLength.partsOf(template.render(longestFacts(kind, language))) > SmsLength.MOST_PARTS)
                    throw new UnusableTemplate(
                            file,
                            "can become longer than " + SmsLength.MOST_PARTS + " SMS parts ("
                                    + SmsLength.MOST_PARTS * 67 + " characters, or " + SmsLength.MOST_PARTS * 153
                                    + " of plain English)");
                ofLanguage.put(name, template);
            });
            templates.put(language, ofLanguage);
        }
    }

    /** What a message says: its text, and the values in it by their names. */
    record Worded(String text, MessageFacts facts) {}

    /** By the name of a text, what its placeholders may be. */
    static Map<String, Set<String>> facts() {
        return TEMPLATES.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> placeholdersOf(one.getValue())));
    }

    String render(Message message, Language language) {
        return word(message, language).text();
    }

    /** Within three SMS parts: of free text as much as fits. The places of a number have as many as {@link PlanLines} says. */
    Worded word(Message message, Language language) {
        Template template = templates.get(language).get(templateOf(message));
        Map<String, String> facts = facts(message, language);
        String text = valueOf(LINES, message) instanceof List<?> lines
                ? new PlanLines(words.get(language), language)
                        .fitting(lines.stream().map(PlanLine.class::cast).toList(), template, facts, message.kind())
                : shortened(template, facts);
        facts.replaceAll((fact, value) -> plain(fact, value));
        return new Worded(text, MessageFacts.of(templateOf(message), language, facts));
    }

    private static String shortened(Template template, Map<String, String> facts) {
        String text = template.render(facts);
        for (String fact : GIVE_WAY)
            while (SmsLength.partsOf(text) > SmsLength.MOST_PARTS && facts.containsKey(fact)) {
                String shorter = FREE_TEXTS.contains(fact) ? withoutLastWord(facts.get(fact)) : "";
                if (shorter.isEmpty()) facts.remove(fact);
                else facts.put(fact, shorter);
                text = template.render(facts);
            }
        return text;
    }

    /** Nobody reads it in a line of ours, and somebody may count its characters. */
    private static String plain(String fact, String value) {
        String unmarked = value.replace(String.valueOf(LRM), "");
        return fact.equals("trackingCode") ? unmarked.replace("-", "") : unmarked;
    }

    private static String templateOf(Message message) {
        if (message instanceof Message.OnCallDanger) return ON_CALL_DANGER;
        if (message instanceof Message.Answer answer) return "answer-" + kebab(answer.what());
        return message instanceof Message.Result result ? "result-" + kebab(result.outcome()) : kebab(message.kind());
    }

    private Map<String, String> facts(Message message, Language language) {
        Map<String, String> facts = new HashMap<>();
        put(facts, COMPANY, company.signature(language));
        for (RecordComponent fact : message.getClass().getRecordComponents())
            if (!WHICH.contains(fact.getType()))
                put(facts, fact.getName(), written(fact.getName(), valueOf(fact, message), language));
        return facts;
    }

    /** @return null if there is nothing to write */
    private String written(String fact, Object value, Language language) {
        Properties words = this.words.get(language);
        if (value == null || fact.equals(LINES)) return words.getProperty(fact + ".unknown");
        if (value instanceof Instant moment) return SolarHijri.format(moment, language.locale());
        if (value instanceof MobileNumber mobile) return mobile.value();
        if (value instanceof Long rials) return money(rials, language);
        if (value instanceof Integer number) return number(number, language);
        return switch (fact) {
            case "trackingCode" -> code((String) value, language);
            case "cause", "hazard", "element", "certainty", "state", "outcome" -> words.getProperty(fact + "." + value);
            case MAP_LINK, STOP, MOBILE_CODE, WEB_OTP -> value.toString();
            case "outage", "elementCode", "transformer" ->
                withoutLinks(value.toString())
                        .map(code -> leftToRight(code, language))
                        .orElse(null);
            // Whatever a stranger or a list says.
            default -> freeText(value.toString(), language);
        };
    }

    private static String code(String digits, Language language) {
        return leftToRight(digits.substring(0, 4) + "-" + digits.substring(4, 8) + "-" + digits.substring(8), language);
    }

    private static String leftToRight(String code, Language language) {
        return language == Language.FA ? LRM + code + LRM : code;
    }

    private static String number(int number, Language language) {
        String digits = Integer.toString(number);
        return language == Language.FA ? SolarHijri.persianDigits(digits) : digits;
    }

    private String money(long rials, Language language) {
        Properties words = this.words.get(language);
        if (rials == 0) return words.getProperty("feeRials.zero");
        String grouped = String.format(Locale.ROOT, "%,d", rials);
        return (language == Language.FA ? SolarHijri.persianDigits(grouped).replace(',', '\u066C') : grouped) + " "
                + words.getProperty("feeRials.unit");
    }

    /** No links leave by SMS but our own. */
    private static Optional<String> withoutLinks(String text) {
        return Optional.of(Links.without(text)).filter(left -> !left.isBlank());
    }

    /** One line, without links and what could turn the direction of the rest of the text. */
    static String freeText(String typed, Language language) {
        String line = typed.codePoints()
                .limit(LONGEST_READ)
                .filter(c -> c == '\u200C' || Character.getType(c) != Character.FORMAT)
                .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" {2,}", " ")
                .strip();
        line = withoutLinks(line).orElse("");
        if (line.length() > LONGEST_FREE_TEXT) line = withoutLastWord(line.substring(0, LONGEST_FREE_TEXT));
        if (line.isEmpty()) return null;
        return language == Language.FA ? SolarHijri.persianNumbers(line) : line;
    }

    /** Three full stops and not an ellipsis, which would make a whole English text cost double. */
    private static String withoutLastWord(String words) {
        String kept = words.endsWith("...") ? words.substring(0, words.length() - 3) : words;
        int lastBlank = kept.lastIndexOf(' ');
        return lastBlank < 0 ? "" : kept.substring(0, lastBlank).stripTrailing() + "...";
    }

    /** The longest real values there can be, without those that give way to the others. */
    private Map<String, String> longestFacts(Class<? extends Message> kind, Language language) {
        Map<String, String> facts = new HashMap<>();
        put(facts, COMPANY, company.signature(language));
        for (RecordComponent fact : kind.getRecordComponents()) {
            if (fact.getType() == Instant.class) {
                put(facts, fact.getName(), SolarHijri.format(Instant.EPOCH, language.locale()));
            } else if (fact.getType() == Long.class) {
                put(facts, fact.getName(), money(999_999_999, language));
            } else if (fact.getName().equals("trackingCode")) {
                put(facts, fact.getName(), code("000000000000", language));
            } else if (fact.getName().equals("certainty") || MessageFiles.CODES.contains(fact.getName())) {
                put(facts, fact.getName(), longestWord(fact.getName(), language));
            } else if (fact.getName().equals("outage")) {
                put(facts, fact.getName(), leftToRight("0000-000000", language));
            } else if (fact.getName().equals("elementCode")) {
                put(facts, fact.getName(), leftToRight(LONGEST_CODE, language));
            } else if (fact.getName().equals(STOP)) {
                put(facts, fact.getName(), LONGEST_STOP);
            } else if (fact.getName().equals(MOBILE_CODE)) {
                put(facts, fact.getName(), "000000");
            } else if (fact.getName().equals(WEB_OTP)) {
                put(facts, fact.getName(), LONGEST_WEB_OTP);
            } else if (fact.getName().equals("subscriber")) {
                put(facts, fact.getName(), "09000000000");
            }
        }
        return facts;
    }

    private String longestWord(String fact, Language language) {
        Properties words = this.words.get(language);
        return words.stringPropertyNames().stream()
                .filter(key -> key.startsWith(fact + "."))
                .map(words::getProperty)
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElse(null);
    }

    private static Set<String> placeholdersOf(Class<? extends Message> kind) {
        Set<String> names = new HashSet<>(Set.of(COMPANY));
        for (RecordComponent fact : kind.getRecordComponents()) {
            if (!WHICH.contains(fact.getType())) names.add(fact.getName());
        }
        return names;
    }

    private static Object valueOf(String fact, Message message) {
        for (RecordComponent component : message.getClass().getRecordComponents())
            if (component.getName().equals(fact)) return valueOf(component, message);
        return null;
    }

    private static Object valueOf(RecordComponent fact, Message message) {
        try {
            return fact.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's component cannot be read", e);
        }
    }

    private static void put(Map<String, String> facts, String name, String value) {
        if (value != null) facts.put(name, value);
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
