package ir.roshan.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationManager;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * What a command of the engine reads and writes, for one that moves hundreds of instances at once (docs/adr/0012): since when each
 * has been where it is can be read ahead, what is written is put in order instance by instance, and is not cut into pieces of 50
 * rows. A command that moves one instance writes less than that, and writes it as ever.
 */
final class PortionEntities extends DbEntityManager {
    private final Map<String, HistoricActivityInstanceEventEntity> begun = new HashMap<>();

    private PortionEntities(IdGenerator ids, PersistenceSession session) {
        super(ids, session);
    }

    static SessionFactory factory(Supplier<IdGenerator> ids) {
        return new OurSession(
                DbEntityManager.class,
                () -> new PortionEntities(ids.get(), Context.getCommandContext().getSession(PersistenceSession.class)));
    }

    /** Of each of these is asked once, when it ends. */
    static void readAhead(CommandContext context, List<HistoricActivityInstanceEventEntity> begun) {
        PortionEntities known = (PortionEntities) context.getDbEntityManager();
        begun.forEach(one -> known.begun.put(one.getId(), one));
    }

    @Override
    public <T extends DbEntity> T selectById(Class<T> type, String id) {
        boolean asksSinceWhen = type == HistoricActivityInstanceEventEntity.class && begun.containsKey(id);
        return asksSinceWhen ? type.cast(begun.remove(id)) : super.selectById(type, id);
    }

    /** The engine puts each row that is new into words, in case that its id is refused, before it looks at the id. */
    @Override
    protected void validateId(DbEntity entity) {
        if (entity.getId() == null || Authorization.ANY.equals(entity.getId())) {
            super.validateId(entity);
        }
    }

    @Override
    protected void initializeOperationManager() {
        dbOperationManager = new InstanceByInstance();
    }

    /**
     * Which token has to be written before which: the engine compares each with all others of the command, though it stands below
     * one of its own instance. No instance of our models calls another.
     */
    private static final class InstanceByInstance extends DbOperationManager {
        @Override
        protected List<DbEntityOperation> sortByReferences(SortedSet<DbEntityOperation> operations) {
            Map<String, SortedSet<DbEntityOperation>> instances = new LinkedHashMap<>();
            for (DbEntityOperation operation : operations) {
                String instance =
                        operation.getEntity() instanceof ExecutionEntity token && token.getSuperExecutionId() == null
                                ? token.getProcessInstanceId()
                                : "";
                instances
                        .computeIfAbsent(instance, id -> new TreeSet<>(operations.comparator()))
                        .add(operation);
            }
            return instances.values().stream()
                    .flatMap(instance -> super.sortByReferences(instance).stream())
                    .toList();
        }
    }

    /** The engine hands over piece by piece what it has put in order as a whole; with the first piece goes all of it. */
    @Override
    protected void flushDbOperations(List<DbOperation> piece, List<DbOperation> all) {
        if (piece.get(0) == all.get(0)) {
            super.flushDbOperations(all, all);
        }
    }
}
