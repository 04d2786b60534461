package dev.espalier.bridge.validate;

import dev.espalier.core.lang.Func;
import dev.espalier.core.lang.Option;
import dev.espalier.core.state.OwnedEntry;
import dev.espalier.core.state.StateMap;
import dev.espalier.core.state.StateMaps;
import org.jspecify.annotations.Nullable;

/**
 * A state map that holds what a function gives, for any key, with changes on top. The changes are in a map of the
 * runtime's, so one that is updated in place is spent after a change, as it is in a store; and it overwrites the entries
 * that are made for that, as such a map does: a translation that looks at one too late gives another result.
 */
final class FilledMap implements StateMap<Object, Object> {
    private final Func<Object, Option<Object>> filling;
    private final boolean overwrites;
    private StateMap<Object, Option<Object>> changes;

    private FilledMap(
            Func<Object, Option<Object>> filling, boolean overwrites, StateMap<Object, Option<Object>> changes) {
        this.filling = filling;
        this.overwrites = overwrites;
        this.changes = changes;
    }

    /** The map that holds what {@code finds}, a function to options, gives. */
    @SuppressWarnings("unchecked") // what it is, is known by its shape alone
    static FilledMap of(Object finds, StateMaps maps) {
        boolean overwrites = !(maps instanceof StateMaps.Persistent);
        return new FilledMap((Func<Object, Option<Object>>) finds, overwrites, maps.empty());
    }

    /** The function that finds what a key holds in {@code map}. */
    @SuppressWarnings("unchecked") // keys are what the shape says
    static Func<Object, Object> finding(Object map) {
        StateMap<Object, Object> found = (StateMap<Object, Object>) map;
        return (key, tail) -> found.find(key);
    }

    @Override
    public @Nullable Object get(Object key) {
        Option<Object> found = find(key);
        return found instanceof Option.Some<Object>(Object value) ? value : null;
    }

    @Override
    public Option<Object> find(Object key) {
        Option<Object> change = changes.get(key);
        if (change != null) {
            return change;
        }
        Option<Object> filled = filling.apply(key);
        if (overwrites && filled instanceof Option.Some<Object>(OwnedEntry<?> entry)) {
            // From now on the map holds this one, which is found and overwritten, and not another that is equal to it.
            changes = changes.add(key, filled);
        }
        return filled;
    }

    @Override
    public StateMap<Object, Object> add(Object key, Object value) {
        Object old = overwrites && value instanceof OwnedEntry<?> ? get(key) : null;
        Object held = old == null ? value : OwnedEntry.replaced(old, value);
        return new FilledMap(filling, overwrites, changes.add(key, Option.some(held)));
    }

    @Override
    public StateMap<Object, Object> remove(Object key) {
        return new FilledMap(filling, overwrites, changes.add(key, Option.none()));
    }
}
