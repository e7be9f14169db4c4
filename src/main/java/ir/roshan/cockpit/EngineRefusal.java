package ir.roshan.cockpit;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import ir.roshan.security.AccountNeeded;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
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
    private static final Set<Class<?>> WORDS_OF_THE_ENGINE = Set.of(
            ProcessEngineException.class, RestException.class, InvalidRequestException.class, NullValueException.class);

    /** How the engine's sentence of an {@link OptimisticLockingException} begins. */
    private static final String LOST_RACE = "ENGINE-03005 ";

    private static final String RETRY_AFTER_SECONDS = "5";

    /** Jersey's, which stands for the call that is being answered. */
    @Context
    private HttpServletRequest request;

    @Override
    public final Response toResponse(E e) {
        if (causes(e).anyMatch(EngineRefusal::isWithoutDatabase)) {
            Response.Status status = Response.Status.SERVICE_UNAVAILABLE;
            return Response.fromResponse(ExceptionHandlerHelper.getInstance()
                            .getResponse(refusal(status, "Not possible at this moment.")))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        if (causes(e).anyMatch(EngineRefusal::isWhatNoColumnTakes)) {
            return ExceptionHandlerHelper.getInstance()
                    .getResponse(
                            refusal(Response.Status.BAD_REQUEST, "A value is too long, too great, or out of range."));
        }
        if (causes(e).anyMatch(ELException.class::isInstance)) {
            LOG.warn("an expression was refused; if it is one of the model's, this is a fault", e);
            if (request.getAttribute(ExpressionDoor.LISTING) instanceof Runnable listing) {
                listing.run();
            }
            return WebAppRefusal.EXPRESSION.response(request);
        }
        if (causes(e).anyMatch(EngineRefusal::isLostRace)) {
            return WebAppRefusal.CONFLICT.response(request);
        }
        if (causes(e).anyMatch(AccountNeeded.class::isInstance)) {
            return WebAppRefusal.NEEDED.response(request);
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

    /** The row was written by another transaction. Some resources of the engine retell only that in words, and call it a 404. */
    private static boolean isLostRace(Throwable cause) {
        return cause instanceof OptimisticLockingException
                || cause instanceof RestException
                        && cause.getMessage() != null
                        && cause.getMessage().startsWith(LOST_RACE);
    }

    /** SQL states of class 22, and what H2 says of a page that begins before the first row. */
    private static boolean isWhatNoColumnTakes(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().equals("90008"));
    }

    /** What is answered in place of it, or itself. */
    Throwable refusal(E e) {
        return orRefusal(e);
    }

    /** Names of what is here, for Jersey. */
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
                                OfJson.class,
                                OfNothing.class,
                                OfType.class,
                                OfState.class,
                                OfIndex.class,
                                OfSupport.class,
                                OfNeed.class,
                                WaitRefusal.class,
                                WithoutNames.class)
                        .map(Class::getName)
                        .toList());
    }

    /** A refusal in place of what the engine calls a failure, where all that has happened is that it refused. */
    private static Throwable orRefusal(Throwable e) {
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
        // What is wrapped around it tells the engine's way and not what was wrong.
        String message = causes(e).reduce(e, (wrapped, cause) -> cause).getMessage();
        boolean isMissing = causes(e).anyMatch(NullValueException.class::isInstance);
        return refusal(isMissing ? Response.Status.NOT_FOUND : Response.Status.BAD_REQUEST, message);
    }

    private static InvalidRequestException refusal(Response.Status status, String message) {
        return new InvalidRequestException(status, message);
    }

    /** But for what only says that the next one was thrown by a method that was called by its name. */
    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(cause -> !(cause instanceof InvocationTargetException));
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
            // Its message may hold what somebody has typed; where it was thrown does not.
            StackTraceElement[] where = e.getStackTrace();
            LOG.warn(
                    "a value was refused; if no caller sent it, this is a fault: {} at {}",
                    e.getClass().getName(),
                    where.length == 0 ? "?" : where[0]);
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

    /** Something of the engine's, or of what carries its resources, stumbles over what the caller has sent, or has left out. */
    private abstract static class OfStumbling<E extends RuntimeException> extends EngineRefusal<E> {
        private static final List<String> WHERE =
                List.of("org.camunda.", "camundajar.", "org.glassfish.jersey.", "com.fasterxml.jackson.");

        @Override
        final Throwable refusal(E e) {
            Optional<StackTraceElement> where = Stream.of(e.getStackTrace())
                    .filter(frame -> !frame.getClassName().startsWith("java."))
                    .findFirst();
            if (where.filter(frame -> WHERE.stream().anyMatch(frame.getClassName()::startsWith))
                    .isEmpty()) {
                return e;
            }
            LOG.warn(
                    "a call was refused; if nothing was wrong with it, this is a fault: {} at {}",
                    e.getClass().getName(),
                    where.get());
            return EngineRefusal.refusal(
                    Response.Status.BAD_REQUEST, "Something is missing, or is not what is taken here.");
        }
    }

    /** What was left out, or is not there. */
    @Priority(FIRST)
    public static final class OfNothing extends OfStumbling<NullPointerException> {}

    /** What is of another type than the resource takes it for. */
    @Priority(FIRST)
    public static final class OfType extends OfStumbling<ClassCastException> {}

    /** A body of another kind than the resource reads. */
    @Priority(FIRST)
    public static final class OfState extends OfStumbling<IllegalStateException> {}

    /** A list that is shorter than the resource takes it for. */
    @Priority(FIRST)
    public static final class OfIndex extends OfStumbling<IndexOutOfBoundsException> {}

    /** A kind of value that nobody has thought of. */
    @Priority(FIRST)
    public static final class OfSupport extends OfStumbling<UnsupportedOperationException> {}

    /** What the system cannot do without. */
    @Priority(FIRST)
    public static final class OfNeed extends EngineRefusal<AccountNeeded> {}

    /** Whoever has put a refusal into words: it names no class, neither the engine's nor the platform's. */
    public static final class WithoutNames implements ContainerResponseFilter {
        private static final Pattern CLASS = Pattern.compile("(\\b[a-z_]\\w*\\.)([a-z_]\\w*\\.)+[\\w$]+"
                + "|\\b[A-Z]\\w*(Dto|Impl|Cmd|Entity|Exception|Error|Converter|Enum|Type)\\b");

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (response.getEntity() instanceof ExceptionDto told && told.getMessage() != null) {
                told.setMessage(CLASS.matcher(told.getMessage()).replaceAll("…"));
            }
        }
    }
}
