package ir.roshan.process;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.beans.factory.BeanFactory;

/**
 * What an expression may reach. Anybody who is logged in can have the engine evaluate one, through task queries and
 * stored filters, so the list is of what is allowed and not of what is forbidden: the delegates, listeners and questions
 * of our model by name, and calls on those and on moments. Everything else is refused, also {@code ''.getClass()}.
 */
final class GuardedExpressions extends JuelExpressionManager {
    private final BeanFactory beans;

    GuardedExpressions(BeanFactory beans) {
        this.beans = beans;
    }

    /** A question that the model asks of the house in a condition. */
    interface ModelQuestion {}

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver guarded = new CompositeELResolver();
        guarded.add(new Guard());
        guarded.add(new ModelBeans());
        guarded.add(super.createElResolver());
        return guarded;
    }

    private static boolean isAllowed(Object base) {
        return base instanceof ModelQuestion
                || base instanceof Map
                || base instanceof List
                || base instanceof java.util.Date
                || base instanceof java.time.temporal.Temporal
                || base.getClass().getName().startsWith("org.joda.time.");
    }

    /** First in the chain: whatever it refuses, nobody behind it sees. */
    private static final class Guard extends ELResolver {
        private static void check(Object base, Object member) {
            if (base == null) {
                return;
            }
            String name = String.valueOf(member);
            boolean reflective = name.equals("class") || name.equals("getClass") || name.equals("classLoader");
            if (reflective || !isAllowed(base)) {
                throw new ELException("An expression may not reach '" + name + "' here.");
            }
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            check(base, property);
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            check(base, method);
            return null;
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            check(base, property);
            return null;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new ELException("An expression may not set anything.");
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

    /** The beans that the model names, and no others of the application's. */
    private final class ModelBeans extends ELResolver {
        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null || !(property instanceof String name) || !beans.containsBean(name)) {
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

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new ELException("An expression may not set anything.");
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
