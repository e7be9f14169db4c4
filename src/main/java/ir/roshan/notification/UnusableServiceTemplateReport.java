package ir.roshan.notification;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the setting of a provider's template, where the operator would otherwise read a stack trace. */
class UnusableServiceTemplateReport extends AbstractFailureAnalyzer<UnusableServiceTemplate> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableServiceTemplate cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Mend the setting, or remove it: the text is sent as it is then.", cause);
    }
}
