package ir.roshan.process;

import org.camunda.bpm.impl.juel.jakarta.el.ELException;

/** An expression was not evaluated. Its message never holds what somebody has typed, and it carries no stack, which would tell nothing of it. */
final class ExpressionRefused extends ELException {
    ExpressionRefused(String message) {
        super(message);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
