package ir.roshan.notification;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with a company's message text, where the operator would otherwise read a stack trace. */
class UnusableTemplateReport extends AbstractFailureAnalyzer<UnusableTemplate> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableTemplate cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Mend the file in roshan.notification.templates, or remove it to use ours.", cause);
    }
}
