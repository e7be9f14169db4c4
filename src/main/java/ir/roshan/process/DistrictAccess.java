package ir.roshan.process;

import ir.roshan.network.District;
import ir.roshan.security.Accounts;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.springframework.stereotype.Component;

/**
 * Lets the dispatchers of one district read an outage's process instance, which Tasklist needs to show its variables. The
 * permission to read all instances of the definition would show every district's.
 */
@Component
class DistrictAccess {
    private final AuthorizationService authorizations;
    private final TaskService taskService;
    private final IdentityService identityService;

    DistrictAccess(AuthorizationService authorizations, TaskService taskService, IdentityService identityService) {
        this.identityService = identityService;
        this.authorizations = authorizations;
        this.taskService = taskService;
    }

    /** The district's group may read the instance, and no other district's (any more). */
    void open(String workflowId, District district) {
        String group = Accounts.DISTRICT_PREFIX + district.number();
        List<Authorization> known = of(workflowId);
        if (known.stream().allMatch(a -> group.equals(a.getGroupId())) && !known.isEmpty()) {
            return;
        }
        known.forEach(a -> authorizations.deleteAuthorization(a.getId()));
        begin(workflowId, district);
    }

    /** The same of an instance that has begun in this transaction: nobody may read it yet. */
    void begin(String workflowId, District district) {
        String group = Accounts.DISTRICT_PREFIX + district.number();
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

    /** An open task of a district's dispatchers goes over to another district; nobody of the first has it any more. */
    void offer(String taskId, District district) {
        String group = Accounts.DISTRICT_PREFIX + district.number();
        List<String> others = taskService.getIdentityLinksForTask(taskId).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(g -> g != null && g.startsWith(Accounts.DISTRICT_PREFIX) && !g.equals(group))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Authentication person = identityService.getCurrentAuthentication();
        // Nobody hands work to another district through the web apps; here it is the house that does.
        identityService.clearAuthentication();
        try {
            handOver(taskId, others, group);
        } finally {
            if (person != null) {
                identityService.setAuthentication(person.getUserId(), person.getGroupIds(), person.getTenantIds());
            }
        }
    }

    private void handOver(String taskId, List<String> others, String group) {
        taskService.setAssignee(taskId, null);
        others.forEach(other -> taskService.deleteCandidateGroup(taskId, other));
        // The engine grants to whom it offers, and takes nothing back.
        of(taskId).forEach(a -> authorizations.deleteAuthorization(a.getId()));
        taskService.addCandidateGroup(taskId, group);
    }

    /** The instance has ended. */
    void close(String workflowId) {
        of(workflowId).forEach(a -> authorizations.deleteAuthorization(a.getId()));
    }

    private List<Authorization> of(String workflowId) {
        return authorizations.createAuthorizationQuery().resourceId(workflowId).list();
    }
}
