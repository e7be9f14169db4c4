package ir.roshan.transaction;

import java.util.Optional;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One value that the transaction of this thread remembers until it ends, and nobody else sees. A transaction of its own that is
 * begun meanwhile knows nothing of it. Without a transaction nothing is remembered.
 */
public final class OfTransaction<T> {
    private static final class Holder<T> extends ResourceHolderSupport {
        private T value;
    }

    public Optional<T> get() {
        return Optional.ofNullable(holder()).map(holder -> holder.value);
    }

    public void set(T value) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        Holder<T> holder = holder();
        if (holder == null) {
            holder = new Holder<>();
            TransactionSynchronizationManager.bindResource(this, holder);
            TransactionSynchronizationManager.registerSynchronization(
                    new ResourceHolderSynchronization<>(holder, this) {});
        }
        holder.value = value;
    }

    public void forget() {
        Holder<T> holder = holder();
        if (holder != null) {
            holder.value = null;
        }
    }

    @SuppressWarnings("unchecked") // only this instance binds anything to itself
    private Holder<T> holder() {
        return (Holder<T>) TransactionSynchronizationManager.getResource(this);
    }
}
