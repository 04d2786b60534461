package dev.espalier.core.lang;

import org.jspecify.annotations.Nullable;

/**
 * A value that is computed when it is first asked for, OCaml's {@code 'a Lazy.t}: co-inductive values are made of
 * these. Safe for use by several threads; two that ask at the same time may both compute, which gives equal values, as
 * extracted functions have no effects. Two lazy values are equal only if they are the same object.
 *
 * @param <A> the value
 */
public final class Lazy<A> {
    private volatile @Nullable Func<Unit, A> computation;
    private @Nullable A value;

    private Lazy(Func<Unit, A> computation) {
        this.computation = computation;
    }

    /** The value that {@code computation} will give. */
    public static <A> Lazy<A> delay(Func<Unit, A> computation) {
        return new Lazy<>(computation);
    }

    /** The value: computed the first time, remembered then. */
    @SuppressWarnings("NullAway") // the value is set before the computation is forgotten, and never taken back
    public A force() {
        Func<Unit, A> pending = computation;
        if (pending == null) {
            return value;
        }
        A result = pending.apply(Unit.UNIT);
        value = result;
        computation = null;
        return result;
    }

    @Override
    public String toString() {
        return computation == null ? "lazy " + value : "lazy";
    }
}
