package ir.roshan.cockpit;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * What the web apps' API answers where the call was at fault. The engine's own resources call most of it a failure of theirs,
 * with a 500 and a stack trace in the log, and answer a body that they cannot read with the names of their classes. Whatever
 * is a failure stays one, and no database is a 503. The answer keeps the form that the pages of the web apps read.
 */
abstract class EngineRefusal<E extends Throwable> implements ExceptionMapper<E> {
    private static final Logger LOG = LoggerFactory.getLogger(EngineRefusal.class);
    /** Before Camunda's own mappers and Jackson's, which stand for the same exceptions. */
    private static final int FIRST = 1;

    /** Exactly these: what is derived from them is a conflict, or trouble with the database. */
    private static final Set<Class<?>> WORDS_OF_THE_ENGINE =
            Set.of(ProcessEngineException.class, RestException.class, NullValueException.class);

    private static final String RETRY_AFTER_SECONDS = "5";

    @Override
    public final Response toResponse(E e) {
        if (causes(e).anyMatch(EngineRefusal::isWithoutDatabase)) {
            Response.Status status = Response.Status.SERVICE_UNAVAILABLE;
            return Response.fromResponse(ExceptionHandlerHelper.getInstance()
                            .getResponse(refusal(status, "Not possible at this moment.")))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        return ExceptionHandlerHelper.getInstance().getResponse(refusal(e));
    }

    /** There is no connection, or it broke: SQL states of class 08 and 57P, and what pools and drivers throw for them. */
    private static boolean isWithoutDatabase(Throwable cause) {
        return cause instanceof CannotCreateTransactionException
                || cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && (sql.getSQLState().startsWith("08")
                                || sql.getSQLState().startsWith("57P"));
    }

    /** What is answered in place of it, or itself. */
    Throwable refusal(E e) {
        return orRefusal(e);
    }

    /** Names of the mappers, for Jersey. */
    static String mappers() {
        return String.join(
                ",",
                Stream.of(
                                OfEngine.class,
                                OfDatabase.class,
                                OfRest.class,
                                OfExpression.class,
                                OfArgument.class,
                                OfMapping.class,
                                OfJson.class)
                        .map(Class::getName)
                        .toList());
    }

    /** A refusal in place of what the engine calls a failure, where all that has happened is that it refused. */
    private static Throwable orRefusal(Throwable e) {
        if (causes(e).anyMatch(ELException.class::isInstance)) {
            LOG.warn("an expression was refused; if it is one of the model's, this is a fault", e);
            return refusal(Response.Status.BAD_REQUEST, "This expression is not evaluated here.");
        }
        if (e instanceof TaskAlreadyClaimedException) {
            return refusal(Response.Status.CONFLICT, e.getMessage());
        }
        if (!causes(e).allMatch(cause -> WORDS_OF_THE_ENGINE.contains(cause.getClass()))) {
            return e;
        }
        Response.Status told = e instanceof RestException rest
                ? rest.getStatus()
                : ExceptionHandlerHelper.getInstance().getStatus((ProcessEngineException) e);
        if (told != Response.Status.INTERNAL_SERVER_ERROR) {
            return e;
        }
        boolean isMissing = causes(e).anyMatch(NullValueException.class::isInstance);
        return refusal(isMissing ? Response.Status.NOT_FOUND : Response.Status.BAD_REQUEST, e.getMessage());
    }

    private static InvalidRequestException refusal(Response.Status status, String message) {
        return new InvalidRequestException(status, message);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    /** What a resource lets through of the engine's. */
    @Priority(FIRST)
    public static final class OfEngine extends EngineRefusal<ProcessEngineException> {}

    /** No connection for what the engine was about to do. */
    @Priority(FIRST)
    public static final class OfDatabase extends EngineRefusal<TransactionException> {}

    /** What a resource has put into words of its own. */
    @Priority(FIRST)
    public static final class OfRest extends EngineRefusal<RestException> {}

    /** An expression of a query that is none. */
    @Priority(FIRST)
    public static final class OfExpression extends EngineRefusal<ELException> {}

    /** An expression of a query whose value is of another type than the query's. */
    @Priority(FIRST)
    public static final class OfArgument extends EngineRefusal<IllegalArgumentException> {
        @Override
        Throwable refusal(IllegalArgumentException e) {
            LOG.warn("a value was refused; if no caller sent it, this is a fault", e);
            return EngineRefusal.refusal(Response.Status.BAD_REQUEST, "A value is of the wrong type.");
        }
    }

    /** A body with other members, or of other types, than the resource takes. */
    @Priority(FIRST)
    public static final class OfMapping extends EngineRefusal<JsonMappingException> {
        @Override
        Throwable refusal(JsonMappingException e) {
            return EngineRefusal.refusal(Response.Status.BAD_REQUEST, "The body is not what is taken here.");
        }
    }

    /** A body that is no JSON. */
    @Priority(FIRST)
    public static final class OfJson extends EngineRefusal<JsonParseException> {
        @Override
        Throwable refusal(JsonParseException e) {
            return EngineRefusal.refusal(Response.Status.BAD_REQUEST, "The body is no JSON.");
        }
    }
}
