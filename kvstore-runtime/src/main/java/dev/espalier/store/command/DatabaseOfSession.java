package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.NumberedKeys;
import java.util.ArrayList;
import java.util.List;

/** Turns the keys of a command into what replicas call them. */
final class DatabaseOfSession {
    private DatabaseOfSession() {}

    /** {@code arguments} with the keys of {@code database}; the same list where that is what they are. */
    static List<Bytes> within(int database, CommandSpec spec, List<Bytes> arguments) {
        KeyPositions keys = spec.keys();
        int last = keys.last() < 0 ? arguments.size() + keys.last() : Math.min(keys.last(), arguments.size() - 1);
        List<Bytes> within = null;
        for (int at = keys.first(); at > 0 && at <= last; at += keys.step()) {
            Bytes name = arguments.get(at);
            boolean changes = database != 0 || (name.length() > 0 && name.at(0) == 0);
            if (changes && within == null) {
                if (spec.hasNoKeys()) {
                    return arguments;
                }
                within = new ArrayList<>(arguments);
            }
            if (changes && within != null) {
                within.set(at, NumberedKeys.key(database, name));
            }
        }
        return within == null ? arguments : within;
    }
}
