package ir.roshan.process;

import ir.roshan.process.ReadAhead.Question;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;

/**
 * The engine's session with PostgreSQL, with fewer trips there (docs/adr/0028). H2 is no trip away, and has the engine's own.
 *
 * <p>What a command has changed is written in one trip, where the engine makes one for each kind of row: the same statements in the
 * same order. How many rows each has changed comes back, so that a conflict is seen as before. Where one fails, PostgreSQL undoes
 * the transaction, and the driver does not say which one it was: the engine needs that only to tell a conflict from an error, and
 * the failure says it as well, by the broken key. What a job will ask for is {@linkplain ReadAhead read together}.
 */
final class JoinedSession extends BatchDbSqlSession {
    /** What is longer is rare, and of ever new lengths; the engine's own batches do for it. */
    private static final int MOST_STATEMENTS = 64;

    /** By key, the version of the model that was the latest one when it was asked for last by this node; a guess. */
    private final Map<String, String> latest;

    private final ReadAhead ahead = new ReadAhead();
    /** Null while nothing is staged. */
    private JoinedText staged;

    private JoinedSession(DbSqlSessionFactory factory, Map<String, String> latest) {
        super(factory);
        this.latest = latest;
    }

    /** @param factory the engine's own, once there is one */
    static SessionFactory factory(Supplier<DbSqlSessionFactory> factory) {
        Map<String, String> latest = new ConcurrentHashMap<>();
        return new OurSession(DbSqlSession.class, () -> {
            DbSqlSessionFactory engines = factory.get();
            return DbSqlSessionFactory.POSTGRES.equals(engines.getDatabaseType())
                    ? new JoinedSession(engines, latest)
                    : engines.openSession();
        });
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        ahead.forget();
        if (operations.size() < 2 || operations.size() > MOST_STATEMENTS) {
            return super.executeDbOperations(operations);
        }
        JoinedText text = staged(operations);
        sqlSession.flushStatements(); // what was asked for before stays before
        sqlSession.clearCache();
        try {
            List<DbOperation> failed = new ArrayList<>();
            postProcessJdbcBatchResult(operations.iterator(), text.write(sqlSession.getConnection()), null, failed);
            return FlushResult.withFailures(failed);
        } catch (SQLException e) {
            return failed(operations, new PersistenceException(e.getMessage(), e));
        }
    }

    private JoinedText staged(List<DbOperation> operations) {
        staged = new JoinedText(sqlSession.getConfiguration());
        try {
            operations.forEach(this::executeDbOperation);
            return staged;
        } finally {
            staged = null;
        }
    }

    /** A conflict if it can be one of any of them, since nobody's mistake breaks the engine's own keys; else an error of all. */
    private FlushResult failed(List<DbOperation> operations, PersistenceException failure) {
        DbOperation failed = operations.stream()
                .filter(operation -> isConcurrentModificationException(operation, failure))
                .findFirst()
                .orElseThrow(() -> failure);
        postProcessOperationPerformed(failed, 0, failure);
        return FlushResult.withFailuresAndRemaining(
                List.of(failed),
                operations.stream().filter(one -> one != failed).toList());
    }

    @Override
    protected void executeInsertEntity(String statement, Object parameter) {
        if (staged == null) super.executeInsertEntity(statement, parameter);
        else stage(statement, parameter);
    }

    @Override
    public int executeUpdate(String statement, Object parameter) {
        return staged == null ? super.executeUpdate(statement, parameter) : stage(statement, parameter);
    }

    @Override
    protected int executeDelete(String statement, Object parameter) {
        return staged == null ? super.executeDelete(statement, parameter) : stage(statement, parameter);
    }

    private int stage(String statement, Object parameter) {
        staged.add(dbSqlSessionFactory.mapStatement(statement), parameter);
        return 0;
    }

    @Override
    public <T extends DbEntity> T selectById(Class<T> type, String id) {
        T found = super.selectById(type, id);
        if (found instanceof JobEntity job && job.getExecutionId() != null && job.getJobDefinitionId() != null) {
            JoinedText text = new JoinedText(sqlSession.getConfiguration());
            List<Question> lists = ReadAhead.listsOf(job);
            lists.forEach(list -> add(text, list.statement(), list.asked()));
            add(text, dbSqlSessionFactory.getSelectStatement(JobDefinitionEntity.class), job.getJobDefinitionId());
            add(
                    text,
                    dbSqlSessionFactory.getSelectStatement(ProcessDefinitionEntity.class),
                    job.getProcessDefinitionId());
            List<List<Object>> answers = read(text);
            for (int i = 0; i < lists.size(); i++) {
                ahead.keep(lists.get(i), answers.get(i));
            }
        }
        return found;
    }

    @Override
    public List<?> selectList(String statement, Object parameter) {
        Question question = Question.of(statement, parameter);
        List<Object> read = ahead.tell(question);
        if (read != null) {
            return read;
        }
        return statement.equals(ReadAhead.LATEST_VERSION)
                ? latest(question, parameter)
                : super.selectList(statement, parameter);
    }

    /** With the definitions of the jobs of the version that was the latest one before: it hardly ever is another one by now. */
    private List<?> latest(Question question, Object parameter) {
        String key = question.parameter().toString();
        String guess = latest.get(key);
        List<?> versions;
        if (guess == null) {
            versions = super.selectList(question.statement(), parameter);
        } else {
            JoinedText text = new JoinedText(sqlSession.getConfiguration());
            add(text, question.statement(), parameter);
            Question definitions = ReadAhead.jobsOf(guess);
            add(text, definitions.statement(), definitions.asked());
            versions = read(text).get(0);
        }
        if (versions.size() == 1 && versions.get(0) instanceof ProcessDefinitionEntity version) {
            latest.put(key, version.getId());
        }
        return versions;
    }

    private void add(JoinedText text, String statement, Object parameter) {
        text.add(dbSqlSessionFactory.mapStatement(statement), parameter);
    }

    /** What is found the engine knows from now on as if it had asked for it row by row. */
    private List<List<Object>> read(JoinedText text) {
        return ExceptionUtil.doWithExceptionWrapper(() -> {
            try {
                sqlSession.flushStatements();
                List<List<Object>> answers = text.read(sqlSession.getConnection());
                answers.forEach(answer -> answer.forEach(this::fireEntityLoaded));
                return answers;
            } catch (SQLException e) {
                throw new PersistenceException(e.getMessage(), e);
            }
        });
    }
}
