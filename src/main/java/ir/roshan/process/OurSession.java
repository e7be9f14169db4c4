package ir.roshan.process;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * What stands in place of one of the engine's own for as long as a command takes.
 *
 * @param type by which the engine asks for it: its own
 */
record OurSession(Class<?> type, Supplier<Session> opening) implements SessionFactory {
    @Override
    public Class<?> getSessionType() {
        return type;
    }

    @Override
    public Session openSession() {
        return opening.get();
    }
}
