package ir.roshan.process;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/** A process variable's name and type, declared once in {@link RestorationModel}; the only way this code touches engine data. */
record ProcessVariable<T>(String name, Class<T> type) {

    /** @throws IllegalStateException if the variable is missing; an incident, never a business path */
    T get(VariableScope scope) {
        return find(scope).orElseThrow(() -> new IllegalStateException("process variable '" + name + "' is not set"));
    }

    /** @throws ClassCastException if the engine holds another type */
    Optional<T> find(VariableScope scope) {
        return Optional.ofNullable(type.cast(scope.getVariable(name)));
    }

    void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }
}
