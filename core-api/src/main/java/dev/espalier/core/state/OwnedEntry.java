package dev.espalier.core.state;

import org.jspecify.annotations.Nullable;

/**
 * A record that nobody but a map holds. The bridge has shown of its type that whoever finds one only takes it apart, before
 * the next change, so that a map which is updated in place may write a new record over the old one: an old object that
 * changes costs the garbage collector nothing, a new one in its place is moved twice.
 *
 * <p>It has no equality of its own, and whoever else keeps one will see it change.
 *
 * @param <E> the record itself
 */
public abstract class OwnedEntry<E extends OwnedEntry<E>> {
    /** A record of its own. */
    protected OwnedEntry() {}

    /** Makes each part of this record that of {@code next}. */
    protected abstract void takeOver(E next);

    /**
     * What a map that is updated in place holds from now on where it held {@code old} and is given {@code next}: the old
     * object, if it is one that can be overwritten. For maps alone; generated code may not call it.
     */
    public static <V> V replaced(@Nullable V old, V next) {
        return old instanceof OwnedEntry<?> entry ? overwritten(old, entry, next) : next;
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // an entry is overwritten by another one of its own class
    private static <V, E extends OwnedEntry<E>> V overwritten(V old, OwnedEntry<?> entry, V next) {
        if (old == next || old.getClass() != next.getClass()) {
            return next;
        }
        ((OwnedEntry<E>) entry).takeOver((E) next);
        return old;
    }
}
