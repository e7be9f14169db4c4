package ir.roshan.process;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.CommandContextFunctions;
import org.camunda.bpm.engine.impl.el.DateTimeFunctions;
import org.camunda.bpm.engine.impl.el.Expression;
import org.joda.time.DateTime;

/**
 * All that a query may ask: who the user is, their groups, and a moment counted from now. It is read word by word, and never
 * handed to the expression language, so that there is nothing in it to reach: no object has a method here, a list is a copy,
 * and a number is written out.
 */
final class QueryExpression implements Expression {
    /** A few steps, each short: what is longer is none of these. */
    private static final Pattern FORM =
            Pattern.compile("[$#]\\{\\s{0,8}(?:(?<bare>currentUser|currentUserGroups|now)\\(\\)"
                    + "|dateTime\\(\\)(?<steps>(?:\\.[a-zA-Z]{1,24}\\([-0-9, ]{0,48}\\)){0,8}))\\s{0,8}}");

    private static final Pattern STEP = Pattern.compile("\\.(?<name>[a-zA-Z]+)\\((?<numbers>[-0-9, ]*)\\)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private interface Deed {
        DateTime from(DateTime moment, int... numbers);
    }

    /** @param numbers so many are written between its brackets */
    private record Step(int numbers, Deed deed) {}

    private static Step one(BiFunction<DateTime, Integer, DateTime> deed) {
        return new Step(1, (moment, n) -> deed.apply(moment, n[0]));
    }

    private static final Map<String, Supplier<Object>> BARE = Map.of(
            "currentUser", CommandContextFunctions::currentUser,
            "currentUserGroups", QueryExpression::groups,
            "now", DateTimeFunctions::now);

    private static final Map<String, Step> STEPS = Map.ofEntries(
            entry("plusYears", one(DateTime::plusYears)),
            entry("plusMonths", one(DateTime::plusMonths)),
            entry("plusWeeks", one(DateTime::plusWeeks)),
            entry("plusDays", one(DateTime::plusDays)),
            entry("plusHours", one(DateTime::plusHours)),
            entry("plusMinutes", one(DateTime::plusMinutes)),
            entry("plusSeconds", one(DateTime::plusSeconds)),
            entry("plusMillis", one(DateTime::plusMillis)),
            entry("minusYears", one(DateTime::minusYears)),
            entry("minusMonths", one(DateTime::minusMonths)),
            entry("minusWeeks", one(DateTime::minusWeeks)),
            entry("minusDays", one(DateTime::minusDays)),
            entry("minusHours", one(DateTime::minusHours)),
            entry("minusMinutes", one(DateTime::minusMinutes)),
            entry("minusSeconds", one(DateTime::minusSeconds)),
            entry("minusMillis", one(DateTime::minusMillis)),
            entry("withYear", one(DateTime::withYear)),
            entry("withMonthOfYear", one(DateTime::withMonthOfYear)),
            entry("withDayOfYear", one(DateTime::withDayOfYear)),
            entry("withDayOfMonth", one(DateTime::withDayOfMonth)),
            entry("withDayOfWeek", one(DateTime::withDayOfWeek)),
            entry("withHourOfDay", one(DateTime::withHourOfDay)),
            entry("withMinuteOfHour", one(DateTime::withMinuteOfHour)),
            entry("withSecondOfMinute", one(DateTime::withSecondOfMinute)),
            entry("withMillisOfSecond", one(DateTime::withMillisOfSecond)),
            entry("withMillisOfDay", one(DateTime::withMillisOfDay)),
            entry("withDate", new Step(3, (moment, n) -> moment.withDate(n[0], n[1], n[2]))),
            entry("withTime", new Step(4, (moment, n) -> moment.withTime(n[0], n[1], n[2], n[3]))),
            entry("withTimeAtStartOfDay", new Step(0, (moment, n) -> moment.withTimeAtStartOfDay())));

    private final String text;
    private final Supplier<Object> value;

    private final Function<String, ExpressionRefused> refusal;

    private QueryExpression(String text, Supplier<Object> value, Function<String, ExpressionRefused> refusal) {
        this.text = text;
        this.value = value;
        this.refusal = refusal;
    }

    /**
     * Empty where it asks for anything else, were it by one letter.
     *
     * @param refusal makes, of what is wrong, what is thrown where there is no such moment
     */
    static Optional<QueryExpression> read(String text, Function<String, ExpressionRefused> refusal) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String bare = form.group("bare");
        if (bare != null) {
            return Optional.of(new QueryExpression(text, BARE.get(bare), refusal));
        }
        List<UnaryOperator<DateTime>> steps = new ArrayList<>();
        Matcher each = STEP.matcher(form.group("steps"));
        while (each.find()) {
            Optional<UnaryOperator<DateTime>> step = step(each.group("name"), each.group("numbers"));
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(new QueryExpression(text, () -> moment(steps, refusal), refusal));
    }

    private static Optional<UnaryOperator<DateTime>> step(String name, String typed) {
        List<String> numbers = typed.isBlank()
                ? List.of()
                : Stream.of(typed.split(",", -1)).map(String::strip).toList();
        Step step = STEPS.get(name);
        if (step == null
                || step.numbers() != numbers.size()
                || !numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())) {
            return Optional.empty();
        }
        int[] n = numbers.stream().mapToInt(Integer::parseInt).toArray();
        return Optional.of(moment -> step.deed().from(moment, n));
    }

    /** Who asks cannot change what the engine knows of them: it would ask that list for their rights. */
    private static List<String> groups() {
        List<String> known = CommandContextFunctions.currentUserGroups();
        return known == null ? null : Collections.unmodifiableList(new ArrayList<>(known));
    }

    private static DateTime moment(List<UnaryOperator<DateTime>> steps, Function<String, ExpressionRefused> refusal) {
        DateTime moment = DateTimeFunctions.dateTime();
        try {
            for (UnaryOperator<DateTime> step : steps) {
                moment = step.apply(moment);
            }
            return moment;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refusal.apply("There is no such moment.");
        }
    }

    @Override
    public Object getValue(VariableScope scope) {
        return value.get();
    }

    @Override
    public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
        return value.get();
    }

    @Override
    public void setValue(Object other, VariableScope scope) {
        throw refusal.apply("An expression may not set anything.");
    }

    @Override
    public void setValue(Object other, VariableScope scope, BaseDelegateExecution execution) {
        throw refusal.apply("An expression may not set anything.");
    }

    @Override
    public String getExpressionText() {
        return text;
    }

    @Override
    public boolean isLiteralText() {
        return false;
    }
}
