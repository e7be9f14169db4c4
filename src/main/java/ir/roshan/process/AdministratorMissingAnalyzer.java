package ir.roshan.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in a sentence instead of a stack trace. */
final class AdministratorMissingAnalyzer extends AbstractFailureAnalyzer<AdministratorMissing> {
    @Override
    protected FailureAnalysis analyze(Throwable root, AdministratorMissing cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "At least 10 characters, with a capital, a small letter, a digit and a special character.",
                cause);
    }
}
