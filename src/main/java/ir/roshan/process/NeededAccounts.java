package ir.roshan.process;

import ir.roshan.security.AccountNeeded;
import ir.roshan.security.Accounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * The engine's commands that take an account or a group away, for people: the last administrator stays, and so do the groups
 * that this system works with. Our own code, which is signed in as nobody, is not held to it: another house that vouches for
 * operators takes its administrators away as it likes, and {@link AccountsSetup} has the way back.
 */
final class NeededAccounts {
    private NeededAccounts() {}

    private static void keepAnAdministratorBesides(String leaving, CommandContext context) {
        if (context.getAuthentication() == null) {
            return;
        }
        // Two administrators who remove each other at one moment come one after the other.
        lockAdministrators(context);
        Callable<Boolean> isTheLast = () -> {
            var administrators = context.getReadOnlyIdentityProvider()
                    .createUserQuery()
                    .memberOfGroup(Accounts.ADMINISTRATORS)
                    .list();
            return administrators.size() == 1 && administrators.get(0).getId().equals(leaving);
        };
        if (context.runWithoutAuthorization(isTheLast)) {
            throw new AccountNeeded();
        }
    }

    /** Until the end of the transaction. The engine's own pessimistic locks do nothing on H2. */
    private static void lockAdministrators(CommandContext context) {
        Connection connection = context.getDbSqlSession().getSqlSession().getConnection();
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT ID_ FROM ACT_ID_GROUP WHERE ID_ = ? FOR UPDATE")) {
            lock.setString(1, Accounts.ADMINISTRATORS);
            lock.execute();
        } catch (SQLException e) {
            throw new ProcessEngineException("the administrators cannot be locked", e);
        }
    }

    static final class DeleteAccount extends DeleteUserCmd {
        private static final long serialVersionUID = 1L;
        private final String account;

        DeleteAccount(String account) {
            super(account);
            this.account = account;
        }

        @Override
        protected Void executeCmd(CommandContext context) {
            keepAnAdministratorBesides(account, context);
            return super.executeCmd(context);
        }
    }

    static final class EndMembership extends DeleteMembershipCmd {
        private static final long serialVersionUID = 1L;
        private final String account;
        private final String group;

        EndMembership(String account, String group) {
            super(account, group);
            this.account = account;
            this.group = group;
        }

        @Override
        protected Void executeCmd(CommandContext context) {
            if (Accounts.ADMINISTRATORS.equals(group)) {
                keepAnAdministratorBesides(account, context);
            }
            return super.executeCmd(context);
        }
    }

    static final class DeleteGroup extends DeleteGroupCmd {
        private static final long serialVersionUID = 1L;
        private final String group;

        DeleteGroup(String group) {
            super(group);
            this.group = group;
        }

        @Override
        protected Void executeCmd(CommandContext context) {
            if (context.getAuthentication() != null && AccountsSetup.isOurs(group)) {
                throw new AccountNeeded();
            }
            return super.executeCmd(context);
        }
    }
}
