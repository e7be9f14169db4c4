package ir.roshan.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Holds whoever comes by way of the web apps to {@link PermittedDeeds}, whatever the address looks like. Our own code is
 * signed in as nobody, or works within a command that a person was permitted: a deadline that moves when a task is completed,
 * a job that an administrator runs.
 */
final class WebAppCommandInterceptor extends CommandInterceptor {
    private static final String OURS = WebAppCommandInterceptor.class.getPackageName();

    private final IdentityService identityService;

    WebAppCommandInterceptor(IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = identityService.getCurrentAuthentication();
        boolean isTheirOwn = Context.getCommandContext() == null;
        if (person != null && isTheirOwn && !isPermitted(command, person)) {
            throw refused();
        }
        return next.execute(command);
    }

    /** What this house has written and has not made a row of is part of a deed that has one, as the new hash of a password. */
    private static boolean isPermitted(Command<?> command, Authentication person) {
        Class<?> type = command.getClass();
        boolean isPartOfADeed = type.getPackageName().equals(OURS) && !PermittedDeeds.has(type);
        return isPartOfADeed || PermittedDeeds.permit(type, person);
    }

    static AuthorizationException refused() {
        return new AuthorizationException("This is not done through the web apps by this account.");
    }
}
