package dev.espalier.core.lang;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The call that a {@link Func#step step} ends with, still to be made: a function and its argument. One object serves
 * all the tail calls below one {@link Func#apply}; it is used by one thread and forgotten.
 */
public final class TailCall {
    private static final Object PENDING = new Object();

    static {
        // Every application of a function makes one of these: the handler is ready before the stack can end.
        DeepRecursion.prepare();
    }

    private @Nullable Func<?, ?> function;
    private @Nullable Object argument;

    /** With no call to make yet. */
    public TailCall() {}

    /**
     * Notes that the result is {@code function} of {@code argument}. The step that calls this must return at once, with
     * what this returns.
     */
    public <A> Object call(Func<A, ?> function, A argument) {
        this.function = function;
        this.argument = argument;
        return PENDING;
    }

    /**
     * Makes the calls noted until one gives a result.
     *
     * @param first what the first step returned
     */
    @SuppressWarnings("unchecked") // call() takes only an argument that fits its function, and steps give a B
    public <B> B finish(Object first) {
        Object result = first;
        while (result == PENDING) {
            Func<Object, ?> next = (Func<Object, ?>) Objects.requireNonNull(function);
            result = next.step(Objects.requireNonNull(argument), this);
        }
        return (B) result;
    }
}
