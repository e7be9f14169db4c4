package ir.roshan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Every setting can be given as an environment variable, in the spelling that operators are told: dots and hyphens become
 * underscores. Found by walking all settings of the house, so that a new one is held to it without anybody's thinking of it.
 */
class SettingsTest {
    private static final Pattern VALUE = Pattern.compile("@Value\\(\"\\$\\{(roshan[a-z.-]+)");

    /** What some settings need beside them. */
    private static final Map<String, String> COMPANIONS = Map.of(
            "ROSHAN_SMS_URL", "http://127.0.0.1:9/sms",
            "ROSHAN_BALE_BOT_ID", "123456789",
            "ROSHAN_PLAN_SOURCES_0_URL", "http://127.0.0.1:9/plan",
            "ROSHAN_PLAN_SOURCES_0_FORMAT", "csv");

    /** One setting: where it is kept, and as what. */
    private record Setting(Class<?> settings, List<RecordComponent> path, String property) {
        String variable() {
            return property.toUpperCase(Locale.ROOT)
                    .replace('.', '_')
                    .replace('-', '_')
                    .replace('[', '_')
                    .replace("]", "");
        }

        Class<?> type() {
            return path.get(path.size() - 1).getType();
        }

        Bindable<?> bindable() {
            return Bindable.of(ResolvableType.forType(path.get(path.size() - 1).getGenericType()));
        }
    }

    private static Set<Class<?>> settings() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<Class<?>> found = new java.util.LinkedHashSet<>();
        for (var candidate : scan.findCandidateComponents("ir.roshan"))
            found.add(Class.forName(candidate.getBeanClassName()));
        return found;
    }

    private static List<Setting> all() throws ClassNotFoundException {
        List<Setting> all = new ArrayList<>();
        for (Class<?> type : settings())
            walk(
                    type,
                    type,
                    List.of(),
                    type.getAnnotation(ConfigurationProperties.class).value(),
                    all);
        return all;
    }

    private static void walk(
            Class<?> settings, Class<?> type, List<RecordComponent> before, String prefix, List<Setting> all) {
        assertThat(type.isRecord()).as(type + " is a record").isTrue();
        for (RecordComponent component : type.getRecordComponents()) {
            List<RecordComponent> path = new ArrayList<>(before);
            path.add(component);
            String property = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            Class<?> element = ResolvableType.forType(component.getGenericType())
                    .getGeneric()
                    .resolve(Object.class);
            if (component.getType().isRecord()) walk(settings, component.getType(), path, property, all);
            else if (component.getType() == List.class && element.isRecord())
                walk(settings, element, path, property + "[0]", all);
            // Texts in several languages are too long for a variable; they come as a file.
            else if (!Map.class.isAssignableFrom(component.getType())) all.add(new Setting(settings, path, property));
        }
    }

    /** Values that are nobody's default; the first one that the settings do not refuse is taken. */
    private static List<String> candidates(Class<?> type) {
        if (type == Duration.class) return List.of("PT1H1S", "PT1M1S", "PT11S");
        if (type == Period.class) return List.of("P3Y");
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) return List.of("7");
        if (type == String.class) {
            return List.of(
                    "another",
                    "another-secret-of-the-gateway",
                    "https://map.example/{latitude}/{longitude}",
                    "mailto:security@example.ir",
                    "https://127.0.0.1:8/other");
        }
        if (type == boolean.class) return List.of("true", "false");
        if (type == LocalDate.class) return List.of("2026-06-01");
        if (type == LocalTime.class) return List.of("05:05");
        if (type == URI.class) return List.of("https://127.0.0.1:8/other");
        if (type == Path.class) return List.of("/srv/templates");
        if (type.isEnum())
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .sorted()
                    .toList();
        if (type == Resource.class) return List.of("classpath:META-INF/resources/webjars/camunda/assets/tasklist.svg");
        if (type == List.class) return List.of("https://www.example.ir", "grid=dispatchers", "10.0.0.0/8");
        return List.of("7MB", "0.07");
    }

    private static Binder binder(Map<String, Object> variables) throws IOException {
        MutablePropertySources sources = new StandardEnvironment().getPropertySources();
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        for (String file : List.of("application.yaml", "agreement.yaml"))
            for (PropertySource<?> source : new YamlPropertySourceLoader().load(file, new ClassPathResource(file)))
                sources.addLast(source);
        return new Binder(
                ConfigurationPropertySources.from(sources), null, ApplicationConversionService.getSharedInstance());
    }

    private static Object bound(Setting setting, Map<String, Object> variables) throws Exception {
        String prefix =
                setting.settings().getAnnotation(ConfigurationProperties.class).value();
        Object value = binder(variables).bindOrCreate(prefix, Bindable.of(setting.settings()));
        for (RecordComponent component : setting.path())
            value = read(component, value instanceof List<?> list ? list.get(0) : value);
        return value;
    }

    private static Object read(RecordComponent component, Object record)
            throws InvocationTargetException, IllegalAccessException {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(record);
    }

    @TestFactory
    Stream<DynamicTest> aVariableOfTheEnvironmentIsTheSetting() throws Exception {
        return all().stream()
                .map(setting -> DynamicTest.dynamicTest(setting.variable(), () -> {
                    Map<String, Object> without = new HashMap<>(COMPANIONS);
                    without.remove(setting.variable());
                    Object before = COMPANIONS.containsKey(setting.variable()) ? null : bound(setting, without);
                    List<String> refused = new ArrayList<>();
                    for (String candidate : candidates(setting.type())) {
                        Object expected = new Binder(new MapConfigurationPropertySource(Map.of("value", candidate)))
                                .bind("value", setting.bindable())
                                .get();
                        if (expected.equals(before)) continue;
                        Map<String, Object> variables = new HashMap<>(without);
                        variables.put(setting.variable(), candidate);
                        try {
                            assertThat(bound(setting, variables)).isEqualTo(expected);
                            return;
                        } catch (BindException e) {
                            refused.add(candidate + ": " + e.getCause());
                        }
                    }
                    throw new AssertionError(setting.property() + " takes none of the values tried " + refused);
                }));
    }

    @Test
    void theWalkFindsTheSettingsOfTheDesign() throws Exception {
        assertThat(all().stream().map(Setting::variable).collect(Collectors.toSet()))
                .contains(
                        "ROSHAN_COMPANY_NAME",
                        "ROSHAN_COMPANY_BILL_CODE",
                        "ROSHAN_AGREEMENT_TARGETS_NORMAL_VERIFY_WITHIN",
                        "ROSHAN_AGREEMENT_TARGETS_NORMAL_RESTORE_WITHIN",
                        "ROSHAN_AGREEMENT_TARGETS_HIGH_VERIFY_WITHIN",
                        "ROSHAN_AGREEMENT_TARGETS_HIGH_RESTORE_WITHIN",
                        "ROSHAN_AGREEMENT_TARGETS_EMERGENCY_VERIFY_WITHIN",
                        "ROSHAN_AGREEMENT_TARGETS_EMERGENCY_RESTORE_WITHIN",
                        "ROSHAN_REQUEST_OBJECTION_WINDOW",
                        "ROSHAN_PLANNED_OUTAGE_GRACE",
                        "ROSHAN_PLANNED_OUTAGE_MAX_AGE",
                        "ROSHAN_SMS_PROFILE",
                        "ROSHAN_SMS_URL",
                        "ROSHAN_SMS_KEY",
                        "ROSHAN_SMS_SENDER",
                        "ROSHAN_SMS_TIMEOUT");
    }

    @Test
    void theDefaultsAreThoseOfTheDesign() throws Exception {
        Map<String, String> defaults = Map.ofEntries(
                Map.entry("roshan.company.name", "شرکت توزیع نیروی برق استان قم"),
                Map.entry("roshan.company.bill-code", "44"),
                Map.entry("roshan.agreement.targets.normal.verify-within", "PT30M"),
                Map.entry("roshan.agreement.targets.normal.restore-within", "PT4H"),
                Map.entry("roshan.agreement.targets.high.verify-within", "PT15M"),
                Map.entry("roshan.agreement.targets.high.restore-within", "PT3H"),
                Map.entry("roshan.agreement.targets.emergency.verify-within", "PT5M"),
                Map.entry("roshan.agreement.targets.emergency.restore-within", "PT2H"),
                Map.entry("roshan.request.objection-window", "PT2H"),
                Map.entry("roshan.planned-outage.grace", "PT15M"),
                Map.entry("roshan.planned-outage.max-age", "PT24H"),
                Map.entry("roshan.sms.profile", "NONE"),
                Map.entry("roshan.sms.timeout", "PT5S"));
        Set<String> seen = new TreeSet<>();
        for (Setting setting : all()) {
            String expected = defaults.get(setting.property());
            if (expected == null) continue;
            seen.add(setting.property());
            assertThat(bound(setting, Map.of())).as(setting.property()).hasToString(expected);
        }
        assertThat(seen).isEqualTo(new TreeSet<>(defaults.keySet()));
    }

    /** A setting that is read by itself takes the same spelling. */
    @Test
    void singleValuesAreReadFromTheEnvironmentToo() throws IOException {
        Set<String> properties = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList())
                for (Matcher m = VALUE.matcher(Files.readString(file)); m.find(); ) properties.add(m.group(1));
        }
        assertThat(properties).contains("roshan.admin.password");
        for (String property : properties) {
            StandardEnvironment environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .replace(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(
                                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                    Map.of(
                                            property.toUpperCase(Locale.ROOT)
                                                    .replace('.', '_')
                                                    .replace('-', '_'),
                                            "another")));
            ConfigurationPropertySources.attach(environment);
            assertThat(environment.getProperty(property)).as(property).isEqualTo("another");
        }
    }
}
