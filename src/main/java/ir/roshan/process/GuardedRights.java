package ir.roshan.process;

import ir.roshan.security.AccountNeeded;
import ir.roshan.security.Accounts;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.AuthorizationServiceImpl;

/**
 * A right is given to somebody, or taken back, and never denied: a denial goes before every grant, so that an administrator could
 * shut out all of them, whoever was to undo it included. What administrators may do stays as {@link AccountsSetup} has given it.
 */
final class GuardedRights extends AuthorizationServiceImpl {
    private final IdentityService identityService;

    GuardedRights(IdentityService identityService) {
        this.identityService = identityService;
    }

    /** @throws AccountNeeded if a person denies a right, or changes one of the administrators */
    @Override
    public Authorization saveAuthorization(Authorization right) {
        if (isAPersons()) {
            if (right.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE) {
                throw new AccountNeeded();
            }
            refuseIfAdministrators(right.getId());
        }
        return super.saveAuthorization(right);
    }

    /** @throws AccountNeeded if it is a right of the administrators, and a person takes it */
    @Override
    public void deleteAuthorization(String id) {
        if (isAPersons()) {
            refuseIfAdministrators(id);
        }
        super.deleteAuthorization(id);
    }

    private boolean isAPersons() {
        return identityService.getCurrentAuthentication() != null;
    }

    private void refuseIfAdministrators(String id) {
        Optional.ofNullable(id)
                .map(known -> createAuthorizationQuery().authorizationId(known).singleResult())
                .filter(kept -> Accounts.ADMINISTRATORS.equals(kept.getGroupId()))
                .ifPresent(kept -> {
                    throw new AccountNeeded();
                });
    }
}
