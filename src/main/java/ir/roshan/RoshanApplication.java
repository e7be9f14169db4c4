package ir.roshan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Roshan: the engine, its web applications and our REST door, in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RoshanApplication {
    public static void main(String[] args) {
        SpringApplication.run(RoshanApplication.class, args);
    }
}
