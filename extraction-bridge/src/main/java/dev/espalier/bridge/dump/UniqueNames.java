package dev.espalier.bridge.dump;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Names by which things that may share a name are told apart: the first {@code x} is {@code x}, the next {@code x.2}. */
final class UniqueNames {
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();

    /** No name is taken. */
    UniqueNames() {}

    /** The names taken in {@code outer} are taken, and what has them may be asked for. */
    UniqueNames(UniqueNames outer) {
        names.putAll(outer.names);
        taken.putAll(outer.taken);
    }

    /** The name of {@code thing}, which is told apart by identity; made of {@code name} the first time. */
    String of(Object thing, String name) {
        return names.computeIfAbsent(thing, unnamed -> {
            int number = taken.merge(name, 1, Integer::sum);
            return number == 1 ? name : name + "." + number;
        });
    }
}
