package ir.roshan.cockpit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The outbox page of managers at an address that can be said on the phone. The page itself holds nothing; what it shows it
 * asks of the operations resources, with the session of Cockpit or Tasklist.
 */
@Configuration(proxyBeanMethods = false)
class OutboxAddress implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/outbox").setViewName("forward:/outbox.html");
    }
}
