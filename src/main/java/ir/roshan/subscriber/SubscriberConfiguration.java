package ir.roshan.subscriber;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The limits of this room, and where its codes come from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CodeLimits.class)
class SubscriberConfiguration {
    @Bean
    @Profile("!demo")
    CodeSource randomCodes() {
        return CodeSource.random();
    }
}
