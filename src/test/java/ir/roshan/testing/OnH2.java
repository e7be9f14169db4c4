package ir.roshan.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A {@link RoshanServer} on H2 in memory; one application for all test classes that bear it. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = OnH2.Database.class)
public @interface OnH2 {
    /** Each application that is started has a database of its own, which is not the one of an application closed before. */
    final class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        private static final AtomicInteger STARTED = new AtomicInteger();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("spring.datasource.url=jdbc:h2:mem:server" + STARTED.incrementAndGet()
                            + ";LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1")
                    .applyTo(context);
        }
    }
}
