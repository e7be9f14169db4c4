package ir.roshan.cockpit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The outbox page of managers and the page of the planning office, at addresses that can be said on the phone. The pages themselves
 * hold nothing; what they show they ask of the operations resources, with the session of Cockpit or Tasklist.
 */
@Configuration(proxyBeanMethods = false)
class PageAddresses implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/outbox").setViewName("forward:/outbox.html");
        registry.addViewController("/plan").setViewName("forward:/plan.html");
    }
}
