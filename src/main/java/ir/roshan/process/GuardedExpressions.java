package ir.roshan.process;

import ir.roshan.security.RefusedExpressions;
import java.beans.FeatureDescriptor;
import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.FunctionMapper;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

/**
 * What the engine evaluates. A query has no execution, and whoever writes one may be anybody: it asks what
 * {@link QueryExpression} reads, and nothing else is evaluated for it. The model's own expressions have one. They name its
 * variables, its delegates and listeners, and ask its questions; no other method is called, no property read and nothing set.
 */
final class GuardedExpressions extends JuelExpressionManager {
    /** None of the model's is nearly as long, and what is nested deeply enough breaks the parser. */
    private static final int LONGEST = 500;

    private final BeanFactory beans;
    private final Supplier<RefusedExpressions> refusals;

    GuardedExpressions(BeanFactory beans, Supplier<RefusedExpressions> refusals) {
        this.beans = beans;
        this.refusals = refusals;
    }

    /** A question that the model asks of the house in a condition, by the public methods that its class declares. */
    interface ModelQuestion {}

    @Override
    public Expression createExpression(String text) {
        Optional<QueryExpression> query = QueryExpression.read(text, this::refused);
        return query.isPresent() ? query.get() : new OfTheModel(createValueExpression(text), text);
    }

    @Override
    public ValueExpression createValueExpression(String text) {
        if (text.length() > LONGEST && (text.contains("${") || text.contains("#{"))) {
            throw refused("An expression is too long.");
        }
        try {
            return super.createValueExpression(text);
        } catch (ELException e) {
            // The model is read when the engine starts, and whoever has written it is to see what is wrong with it.
            if (refusals.get().inTheEngine()) {
                throw new ExpressionRefused("This is no expression.");
            }
            throw e;
        }
    }

    private ExpressionRefused refused(String message) {
        refusals.get().inTheEngine();
        return new ExpressionRefused(message);
    }

    /** An expression of a query that asks more than it may is one of these too, until somebody evaluates it. */
    private final class OfTheModel extends JuelExpression {
        OfTheModel(ValueExpression value, String text) {
            super(value, GuardedExpressions.this, text);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            if (scope == null && !isLiteralText()) {
                throw refused("A query may not ask this.");
            }
            return super.getValue(scope, execution);
        }
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolvers = new CompositeELResolver();
        resolvers.add(new Guard());
        resolvers.add(new VariableScopeElResolver());
        resolvers.add(new VariableContextElResolver());
        resolvers.add(new ModelBeans());
        resolvers.add(new BeanELResolver(true));
        return resolvers;
    }

    /** There are none: what of them a query may call, {@link QueryExpression} reads. */
    @Override
    protected FunctionMapper createFunctionMapper() {
        return new FunctionMapper() {
            @Override
            public java.lang.reflect.Method resolveFunction(String prefix, String name) {
                return null;
            }
        };
    }

    private static boolean isAsked(Object base, Object method) {
        return base instanceof ModelQuestion
                && method instanceof String name
                && Stream.of(ClassUtils.getUserClass(base).getDeclaredMethods())
                        .anyMatch(declared -> Modifier.isPublic(declared.getModifiers())
                                && !Modifier.isStatic(declared.getModifiers())
                                && declared.getName().equals(name));
    }

    /** First in the chain: whatever it refuses, nobody behind it sees. */
    private final class Guard extends ReadOnly {
        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null) {
                throw refused("An expression may not read a property.");
            }
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            if (!isAsked(base, method)) {
                throw refused("An expression may not call this.");
            }
            return null;
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            throw refused("An expression may not set anything.");
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw refused("An expression may not set anything.");
        }
    }

    /** The beans that the model names, and no others of the application's. */
    private final class ModelBeans extends ReadOnly {
        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null
                    || context.getContext(VariableScope.class) == null
                    || !(property instanceof String name)
                    || !beans.containsBean(name)) {
                return null;
            }
            boolean ofTheModel = beans.isTypeMatch(name, JavaDelegate.class)
                    || beans.isTypeMatch(name, TaskListener.class)
                    || beans.isTypeMatch(name, ExecutionListener.class)
                    || beans.isTypeMatch(name, ModelQuestion.class);
            if (!ofTheModel) {
                return null;
            }
            context.setPropertyResolved(true);
            return beans.getBean(name);
        }
    }

    private abstract static class ReadOnly extends ELResolver {
        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new ExpressionRefused("An expression may not set anything.");
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return null;
        }
    }
}
