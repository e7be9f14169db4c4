package ir.roshan.process;

import static ir.roshan.process.RestorationModel.REQUEST_PROCESS;

import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * A person begins the process of a request, which registers one, and no other: an outage's workflow without its outage would
 * be work on nothing.
 */
final class GuardedStarts extends AuthorizationCommandChecker {
    @Override
    public void checkCreateProcessInstance(ProcessDefinition process) {
        super.checkCreateProcessInstance(process);
        CommandContext context = Context.getCommandContext();
        // Within our own code the engine asks for no authorization, whoever is signed in.
        boolean isAPersonsOwn = context.getAuthentication() != null && context.isAuthorizationCheckEnabled();
        if (isAPersonsOwn && !REQUEST_PROCESS.equals(process.getKey())) {
            throw WebAppCommandInterceptor.refused();
        }
    }
}
