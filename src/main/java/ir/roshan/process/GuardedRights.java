package ir.roshan.process;

import ir.roshan.security.AccountNeeded;
import ir.roshan.security.Accounts;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
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

    /** @throws AccountNeeded if a person denies a right, or takes anything of one of the administrators */
    @Override
    public Authorization saveAuthorization(Authorization right) {
        if (isAPersons()) {
            boolean denies = right.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE;
            if (denies
                    || needed(right.getId())
                            .filter(kept -> !isAsWide(right, kept))
                            .isPresent()) {
                throw new AccountNeeded();
            }
        }
        return super.saveAuthorization(right);
    }

    /** @throws AccountNeeded if it is a right of the administrators, and a person takes it */
    @Override
    public void deleteAuthorization(String id) {
        if (isAPersons() && needed(id).isPresent()) {
            throw new AccountNeeded();
        }
        super.deleteAuthorization(id);
    }

    private boolean isAPersons() {
        return identityService.getCurrentAuthentication() != null;
    }

    /** What the administrators' work rests on. What was denied them before, or given them beside it, may go. */
    private Optional<Authorization> needed(String id) {
        return Optional.ofNullable(id)
                .map(known -> createAuthorizationQuery().authorizationId(known).singleResult())
                .filter(kept -> kept.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                        && Accounts.ADMINISTRATORS.equals(kept.getGroupId())
                        && Authorization.ANY.equals(kept.getResourceId()));
    }

    private static boolean isAsWide(Authorization right, Authorization kept) {
        return kept.getGroupId().equals(right.getGroupId())
                && kept.getResourceType() == right.getResourceType()
                && kept.getResourceId().equals(right.getResourceId())
                && right.isPermissionGranted(Permissions.ALL);
    }
}
