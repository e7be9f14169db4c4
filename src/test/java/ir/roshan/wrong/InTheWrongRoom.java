package ir.roshan.wrong;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Autowired;

/** Breaks every rule of {@code ArchitectureTest} that can be broken outside of a room. */
public class InTheWrongRoom {
    @Autowired
    private RuntimeService engine;

    List<Object> everything(HttpServletRequest request) {
        return List.of(
                engine,
                request.getRequestURI(),
                request.getRequestURL(),
                request.getServletPath(),
                request.getPathInfo(),
                Instant.now(),
                LocalDate.now(),
                LocalDateTime.now(),
                OffsetDateTime.now(),
                ZonedDateTime.now(),
                System.currentTimeMillis(),
                new Date());
    }
}
