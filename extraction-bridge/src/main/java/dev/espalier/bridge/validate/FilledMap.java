package dev.espalier.bridge.validate;

import dev.espalier.core.lang.Func;
import dev.espalier.core.lang.Option;
import dev.espalier.core.state.StateMap;
import dev.espalier.core.state.StateMaps;
import org.jspecify.annotations.Nullable;

/**
 * A state map that holds what a function gives, for any key, with changes on top. The changes are in a map of the
 * runtime's, so one that is updated in place is spent after a change, as it is in a store.
 */
final class FilledMap implements StateMap<Object, Object> {
    private final Func<Object, Option<Object>> filling;
    private final StateMap<Object, Option<Object>> changes;

    private FilledMap(Func<Object, Option<Object>> filling, StateMap<Object, Option<Object>> changes) {
        this.filling = filling;
        this.changes = changes;
    }

    /** The map that holds what {@code finds}, a function to options, gives. */
    @SuppressWarnings("unchecked") // what it is, is known by its shape alone
    static FilledMap of(Object finds, StateMaps maps) {
        return new FilledMap((Func<Object, Option<Object>>) finds, maps.empty());
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
        return change == null ? filling.apply(key) : change;
    }

    @Override
    public StateMap<Object, Object> add(Object key, Object value) {
        return new FilledMap(filling, changes.add(key, Option.some(value)));
    }

    @Override
    public StateMap<Object, Object> remove(Object key) {
        return new FilledMap(filling, changes.add(key, Option.none()));
    }
}
