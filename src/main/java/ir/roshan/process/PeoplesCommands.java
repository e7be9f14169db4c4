package ir.roshan.process;

import ir.roshan.security.Accounts;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cmd.ActivateJobCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateJobDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.AddGroupIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AddUserIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDefinitionPriorityCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobPriorityCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobDefinitionCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * What nobody does to the engine by way of the web apps, whatever permissions an account has and whatever the address looks
 * like: run code by deploying it; begin a process in its middle, or end one past its tasks; put variables or free text into
 * it (personal data is in our tables only); hand work to another district. Our own code is signed in as nobody.
 */
final class PeoplesCommands extends CommandInterceptor {
    private static final Set<Class<?>> FORBIDDEN = Set.of(
            DeployCmd.class,
            StartProcessInstanceAtActivitiesCmd.class,
            HandleTaskBpmnErrorCmd.class,
            HandleTaskEscalationCmd.class,
            ResolveTaskCmd.class,
            DelegateTaskCmd.class,
            SetTaskVariablesCmd.class,
            PatchTaskVariablesCmd.class,
            RemoveTaskVariablesCmd.class,
            AddCommentCmd.class,
            CreateAttachmentCmd.class,
            AddGroupIdentityLinkCmd.class,
            AddUserIdentityLinkCmd.class);

    /**
     * What belongs to no process, as the cleaning of history and the portions in which an outage's subscribers are told, the
     * engine leaves to every account.
     */
    private static final Set<Class<?>> FOR_ADMINISTRATORS = Set.of(
            ExecuteJobsCmd.class,
            SetJobRetriesCmd.class,
            SetJobDuedateCmd.class,
            RecalculateJobDuedateCmd.class,
            SetJobPriorityCmd.class,
            SuspendJobCmd.class,
            ActivateJobCmd.class,
            DeleteJobCmd.class,
            SuspendJobDefinitionCmd.class,
            ActivateJobDefinitionCmd.class,
            SetJobDefinitionPriorityCmd.class);

    private final IdentityService identityService;

    PeoplesCommands(IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = identityService.getCurrentAuthentication();
        if (FORBIDDEN.contains(command.getClass()) && person != null) {
            throw new AuthorizationException("This is not done through the web apps, by any account.");
        }
        // Within another command it is our own code that moves a timer, as where a task that a dispatcher completes
        // moves a deadline.
        boolean isTheirOwn = Context.getCommandContext() == null;
        if (FOR_ADMINISTRATORS.contains(command.getClass())
                && person != null
                && isTheirOwn
                && !isAdministrator(person)) {
            throw new AuthorizationException("Jobs are an administrator's.");
        }
        return next.execute(command);
    }

    private static boolean isAdministrator(Authentication person) {
        return person.getGroupIds() != null && person.getGroupIds().contains(Accounts.ADMINISTRATORS);
    }
}
