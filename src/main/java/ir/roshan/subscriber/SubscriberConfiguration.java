package ir.roshan.subscriber;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The limits of this room, and where its codes come from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CodeLimits.class)
class SubscriberConfiguration {
    private static final int CODES = 1_000_000;

    @Bean
    @Profile("!demo")
    CodeSource randomCodes() {
        SecureRandom random = new SecureRandom();
        return () -> "%06d".formatted(random.nextInt(CODES));
    }
}
