package ir.roshan.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in a sentence instead of a stack trace. */
final class DemoNotLaidOutAnalyzer extends AbstractFailureAnalyzer<DemoNotLaidOut> {
    @Override
    protected FailureAnalysis analyze(Throwable root, DemoNotLaidOut failure) {
        return new FailureAnalysis(
                failure.getMessage(),
                "Delete the demo's database (the folder ./data, unless you chose another) and start again; or start without the"
                        + " profile 'demo'.",
                failure);
    }
}
