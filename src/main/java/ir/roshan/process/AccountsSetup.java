package ir.roshan.process;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import ir.roshan.security.Accounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The groups and what each may do in Tasklist, Cockpit and Admin, and the first administrator. Runs before any door opens,
 * on a new database and on an old one, and changes nothing that is there already.
 */
@Component
public class AccountsSetup implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsSetup.class);

    private static final String ADMINISTRATOR = "admin";
    private static final String ADMINISTRATORS_FIRST_NAME = "راهبر";
    private static final String ADMINISTRATORS_LAST_NAME = "سامانه";
    private static final int DISTRICTS = 4;

    private static final Map<String, String> GROUPS = groupsByName();

    private static final String GROUP_TYPE = "WORKFLOW";

    private final IdentityService identityService;
    private final AuthorizationService authorizationService;
    private final String administratorPassword;

    AccountsSetup(
            IdentityService identityService,
            AuthorizationService authorizationService,
            @Value("${roshan.admin.password:}") String administratorPassword) {
        this.identityService = identityService;
        this.authorizationService = authorizationService;
        this.administratorPassword = administratorPassword;
    }

    /** @throws AdministratorMissing if there is no administrator and no password for one, or a weak one */
    @Override
    public void afterSingletonsInstantiated() {
        groups();
        dispatchers();
        channels();
        managers();
        administrators();
        administrator();
    }

    /** An account with its groups, unless it is there already. */
    public void account(String id, String firstName, String lastName, String password, List<String> groups) {
        if (identityService.createUserQuery().userId(id).count() > 0) {
            return;
        }
        User user = person(id, firstName, lastName);
        user.setPassword(password);
        identityService.saveUser(user);
        groups.forEach(group -> identityService.createMembership(id, group));
    }

    private User person(String id, String firstName, String lastName) {
        User user = identityService.newUser(id);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        return user;
    }

    /**
     * Where nobody is administrator, {@code admin} becomes it with the password of whoever starts the system, also where an account
     * of that name is left from before: nobody could help otherwise.
     */
    private void administrator() {
        boolean known = identityService
                        .createUserQuery()
                        .memberOfGroup(Accounts.ADMINISTRATORS)
                        .count()
                > 0;
        if (known) {
            return;
        }
        if (administratorPassword.isBlank()) {
            throw new AdministratorMissing();
        }
        User administrator = person(ADMINISTRATOR, ADMINISTRATORS_FIRST_NAME, ADMINISTRATORS_LAST_NAME);
        if (!identityService
                .checkPasswordAgainstPolicy(administratorPassword, administrator)
                .isValid()) {
            throw AdministratorMissing.becauseOfAWeakPassword();
        }
        User kept = identityService.createUserQuery().userId(ADMINISTRATOR).singleResult();
        User first = kept == null ? administrator : kept;
        if (kept != null) {
            LOG.warn("nobody is administrator: {} becomes it again, with the password of this start", ADMINISTRATOR);
        }
        first.setPassword(administratorPassword);
        identityService.saveUser(first);
        identityService.createMembership(ADMINISTRATOR, Accounts.ADMINISTRATORS);
    }

    private void groups() {
        GROUPS.forEach(this::group);
    }

    /** @return what people read of each group, by its id */
    private static Map<String, String> groupsByName() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(Accounts.DISPATCHERS, "دیسپچرها");
        names.put(Accounts.MANAGERS, "مدیران");
        names.put(Accounts.ADMINISTRATORS, "راهبران سامانه");
        names.put(Accounts.CHANNELS, "راه‌های ارائهٔ درخواست");
        IntStream.rangeClosed(1, DISTRICTS)
                .forEach(n -> names.put(Accounts.DISTRICT_PREFIX + n, "مدیریت " + (char) ('۰' + n)));
        return names;
    }

    /** Whether the system works with a group of this id, which therefore stays. */
    static boolean isOurs(String group) {
        return GROUPS.containsKey(group);
    }

    private void group(String id, String name) {
        if (identityService.createGroupQuery().groupId(id).count() == 0) {
            Group group = identityService.newGroup(id);
            group.setName(name);
            group.setType(GROUP_TYPE);
            identityService.saveGroup(group);
        }
    }

    /** A dispatcher reads no instances here: those of the own district are opened one by one ({@link DistrictAccess}). */
    private void dispatchers() {
        String group = Accounts.DISPATCHERS;
        grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(group, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        grant(group, Resources.PROCESS_DEFINITION, RestorationModel.OUTAGE_PROCESS, ProcessDefinitionPermissions.READ);
        readsNames(group);
        mayRegister(group);
    }

    private void channels() {
        grant(Accounts.CHANNELS, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(Accounts.CHANNELS, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        mayRegister(Accounts.CHANNELS);
    }

    private void mayRegister(String group) {
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                RestorationModel.REQUEST_PROCESS,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.CREATE_INSTANCE);
        grant(group, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
    }

    /** Managers see all and change nothing but breaches, which are tasks of their own group. */
    private void managers() {
        String group = Accounts.MANAGERS;
        List.of("tasklist", "cockpit", "welcome")
                .forEach(app -> grant(group, Resources.APPLICATION, app, Permissions.ACCESS));
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY);
        grant(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
        grant(group, Resources.DEPLOYMENT, ANY, Permissions.READ);
        grant(group, Resources.BATCH, ANY, BatchPermissions.READ);
        readsNames(group);
        // What READ_TASK shows as well; Cockpit's figures of tasks want this one.
        grant(group, Resources.TASK, ANY, Permissions.READ);
    }

    /** Of colleagues and of groups, where the pages would show ids. */
    private void readsNames(String group) {
        grant(group, Resources.USER, ANY, Permissions.READ);
        grant(group, Resources.GROUP, ANY, Permissions.READ);
    }

    private void administrators() {
        for (Resource resource : Resources.values()) {
            grant(Accounts.ADMINISTRATORS, resource, ANY, Permissions.ALL);
        }
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        boolean granted = authorizationService
                        .createAuthorizationQuery()
                        .authorizationType(AUTH_TYPE_GRANT)
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                > 0;
        if (granted) {
            return;
        }
        Authorization authorization = authorizationService.createNewAuthorization(AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        authorization.setResource(resource);
        authorization.setResourceId(id);
        authorization.setPermissions(permissions);
        authorizationService.saveAuthorization(authorization);
    }
}
