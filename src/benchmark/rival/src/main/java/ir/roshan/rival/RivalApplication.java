package ir.roshan.rival;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Camunda's starter with its REST interface and one model, and nothing else. */
@SpringBootApplication
public class RivalApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(RivalApplication.class, arguments);
    }
}
