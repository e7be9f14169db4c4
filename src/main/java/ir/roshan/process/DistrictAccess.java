package ir.roshan.process;

import ir.roshan.network.District;
import ir.roshan.security.Accounts;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

/**
 * Lets the dispatchers of one district read an outage's process instance, which Tasklist needs to show its variables. The
 * permission to read all instances of the definition would show every district's.
 */
@Component
class DistrictAccess {
    private final AuthorizationService authorizations;

    DistrictAccess(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** The district's group may read the instance, and no other district's (any more). */
    void open(String workflowId, District district) {
        String group = Accounts.DISTRICT_PREFIX + district.number();
        List<Authorization> known = of(workflowId);
        if (known.stream().allMatch(a -> group.equals(a.getGroupId())) && !known.isEmpty()) {
            return;
        }
        known.forEach(a -> authorizations.deleteAuthorization(a.getId()));
        grant(group, Resources.PROCESS_INSTANCE, workflowId, Permissions.READ);
        grant(group, Resources.HISTORIC_PROCESS_INSTANCE, workflowId, HistoricProcessInstancePermissions.READ);
    }

    private void grant(String group, Resource resource, String id, Permission permission) {
        Authorization read = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        read.setGroupId(group);
        read.setResource(resource);
        read.setResourceId(id);
        read.addPermission(permission);
        authorizations.saveAuthorization(read);
    }

    /** The instance has ended. */
    void close(String workflowId) {
        of(workflowId).forEach(a -> authorizations.deleteAuthorization(a.getId()));
    }

    private List<Authorization> of(String workflowId) {
        return authorizations.createAuthorizationQuery().resourceId(workflowId).list();
    }
}
