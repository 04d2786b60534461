package dev.espalier.bench.check;

import dev.espalier.bench.history.History;

/**
 * One operation of a history, as shown to people.
 *
 * @param write whether it is a put
 * @param session the session's label
 * @param index how many operations of the session come before it
 * @param key the key's label
 * @param value the value written or returned, 0 for the initial one
 */
public record OperationView(boolean write, long session, int index, long key, long value) {
    static OperationView of(History history, int operation) {
        return new OperationView(
                history.isWrite(operation),
                history.sessionLabel(history.session(operation)),
                history.index(operation),
                history.keyLabel(history.key(operation)),
                history.value(operation));
    }

    @Override
    public String toString() {
        String shown = value == History.INITIAL_VALUE ? "the initial value" : Long.toString(value);
        return (write ? "put of " + shown + " to key " + key : "get of key " + key + " that returned " + shown)
                + " (session " + session + ", operation " + index + ")";
    }
}
