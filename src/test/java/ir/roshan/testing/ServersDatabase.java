package ir.roshan.testing;

import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Gives each {@link RoshanServer} a new database of the right kind; those of one kind share a server. */
final class ServersDatabase implements ContextCustomizerFactory {
    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new Fresh(kindFor(testClass));
    }

    private static RunsDatabase kindFor(Class<?> testClass) {
        if (TestContextAnnotationUtils.hasAnnotation(testClass, OnPostgres.class)) return RunsDatabase.POSTGRESQL;
        if (TestContextAnnotationUtils.hasAnnotation(testClass, OnH2.class)) return RunsDatabase.H2;
        return RunsDatabase.current();
    }

    private record Fresh(RunsDatabase kind) implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestPropertyValues.of("spring.datasource.url=" + kind.fresh()).applyTo(context);
            if (kind == RunsDatabase.POSTGRESQL) {
                TestPropertyValues.of("spring.datasource.username=" + PostgresServer.USER)
                        .applyTo(context);
            }
        }
    }
}
