package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.config.ByteSize;
import dev.espalier.store.keyspace.GlobPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What CONFIG shows and changes: parameters by lower-case name. */
public final class Configuration {
    /**
     * A parameter.
     *
     * @param value what it is now
     * @param setter takes a new value or throws {@link IllegalArgumentException} with the reason why not; {@code null}
     *     when it cannot change while the node runs
     * @param taken runs once all parameters of a change have their new values, or throws likewise, having taken
     *     none of them; {@code null} for none
     */
    record Parameter(
            Supplier<String> value,
            @Nullable Consumer<String> setter,
            @Nullable Runnable taken) {}

    private record Change(String name, String value, String before, Parameter parameter) {}

    /** Why a change was not made; none of it was. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String name;

        Refused(String name, String why) {
            super(why);
            this.name = name;
        }

        /** The parameter that it failed at. */
        String name() {
            return name;
        }
    }

    private final Map<String, Parameter> parameters = new TreeMap<>();
    private final Set<String> hidden = new HashSet<>();

    /** Adds parameters that cannot change. */
    public void addFixed(Map<String, String> values) {
        values.forEach((name, value) -> parameters.put(name, new Parameter(() -> value, null, null)));
    }

    /** Adds parameters that are shown only where they are asked for by name. */
    void addHidden(Set<String> names) {
        hidden.addAll(names);
    }

    /** The parameters whose names {@code pattern} matches, with their values. */
    Map<String, String> matching(String pattern) {
        GlobPattern glob = new GlobPattern(Bytes.utf8(pattern));
        Map<String, String> found = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            boolean shown = glob.matches(Bytes.utf8(name)) && !hidden.contains(name);
            if (shown || name.equals(pattern)) {
                found.put(name, parameter.value().get());
            }
        });
        return found;
    }

    /** Adds a parameter of which only the value it has is accepted: clients set it, and it means nothing here. */
    void addInert(String name, String value) {
        parameters.put(
                name,
                new Parameter(
                        () -> value,
                        given -> {
                            if (!given.equals(value)) {
                                throw new IllegalArgumentException("it can only be \"" + value + "\" here");
                            }
                        },
                        null));
    }

    /** Adds a text that is taken and shown, where {@code takes} has no objection, and means nothing here. */
    void addTextual(String name, String first, Predicate<String> takes) {
        String[] kept = {first};
        add(name, () -> kept[0], text -> {
            if (!takes.test(text)) {
                throw new IllegalArgumentException("Invalid " + name + " parameters");
            }
            kept[0] = text;
        });
    }

    /**
     * Adds parameters that tune what is not there: any value of the kind of the present one is taken and shown.
     *
     * @param values their values, to begin with
     */
    void addTuning(Map<String, String> values) {
        Map<String, String> kept = new TreeMap<>(values);
        values.forEach((name, first) -> {
            if (first.equals("yes") || first.equals("no")) {
                addYesOrNo(
                        name,
                        () -> kept.getOrDefault(name, first).equals("yes"),
                        on -> kept.put(name, on ? "yes" : "no"));
            } else {
                add(
                        name,
                        () -> kept.getOrDefault(name, first),
                        text -> kept.put(name, Long.toString(numberOrBytes(text))));
            }
        });
    }

    void add(String name, Supplier<String> value, Consumer<String> setter) {
        parameters.put(name, new Parameter(value, setter, null));
    }

    /**
     * Adds parameters that are looked at together once all of them have their new values.
     *
     * @param values what they are, to be changed
     * @param taken takes the values, or throws {@link IllegalArgumentException} with the reason why it took none
     */
    public void addTogether(Map<String, String> values, Runnable taken) {
        for (String name : values.keySet()) {
            parameters.put(
                    name, new Parameter(() -> values.getOrDefault(name, ""), text -> values.put(name, text), taken));
        }
    }

    /** Gives parameters new values: all of them or none. Each must be one of {@link #parameters} that can change. */
    void change(Map<String, String> values) throws Refused {
        List<Change> changes = new ArrayList<>();
        values.forEach((name, value) -> {
            Parameter parameter = parameter(name);
            changes.add(new Change(name, value, parameter.value().get(), parameter));
        });
        int done = 0;
        try {
            for (Change change : changes) {
                setter(change).accept(change.value());
                done++;
            }
        } catch (IllegalArgumentException e) {
            undo(changes.subList(0, done));
            throw new Refused(changes.get(done).name(), String.valueOf(e.getMessage()));
        }
        List<Runnable> taken = new ArrayList<>();
        for (Change change : changes) {
            Runnable taking = change.parameter().taken();
            if (taking == null || taken.contains(taking)) {
                continue;
            }
            try {
                taking.run();
                taken.add(taking);
            } catch (IllegalArgumentException e) {
                undo(changes);
                taken.forEach(Runnable::run);
                throw new Refused(change.name(), String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Gives those of {@code values} new values that can have them while the node runs, all of them or none.
     *
     * @return the names of the others
     * @throws IllegalArgumentException if a value is not allowed
     */
    public List<String> changeWhatCan(Map<String, String> values) {
        Map<String, String> now = new TreeMap<>();
        List<String> later = new ArrayList<>();
        values.forEach((name, value) -> {
            Parameter found = parameters.get(name);
            if (found == null || found.setter() == null) {
                later.add(name);
            } else {
                now.put(name, value);
            }
        });
        try {
            change(now);
        } catch (Refused e) {
            throw new IllegalArgumentException(e.name() + ": " + e.getMessage(), e);
        }
        return later;
    }

    private Parameter parameter(String name) {
        Parameter found = parameters.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }

    private static Consumer<String> setter(Change change) {
        Consumer<String> setter = change.parameter().setter();
        if (setter == null) {
            throw new IllegalArgumentException("can't set immutable config");
        }
        return setter;
    }

    private static void undo(List<Change> changes) {
        changes.forEach(change -> setter(change).accept(change.before()));
    }

    void addNumber(String name, long least, long most, Supplier<? extends Number> value, LongConsumer setter) {
        add(name, () -> String.valueOf(value.get()), text -> setter.accept(number(text, least, most)));
    }

    /** A number that may be written as bytes are, with a unit. */
    private static long numberOrBytes(String text) {
        try {
            return ByteSize.parse(text);
        } catch (NumberFormatException e) {
            return number(text, Integer.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** Adds a number of bytes, taken with Redis's units and shown without. */
    void addBytes(String name, Supplier<Long> value, LongConsumer setter) {
        add(name, () -> String.valueOf(value.get()), text -> {
            long bytes;
            try {
                bytes = ByteSize.parse(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("argument must be a memory value", e);
            }
            setter.accept(bytes);
        });
    }

    void addInteger(String name, int least, int most, Supplier<Integer> value, IntConsumer setter) {
        addNumber(name, least, most, value, number -> setter.accept((int) number));
    }

    void addYesOrNo(String name, Supplier<Boolean> value, Consumer<Boolean> setter) {
        add(name, () -> value.get() ? "yes" : "no", text -> {
            switch (text.toLowerCase(Locale.ROOT)) {
                case "yes" -> setter.accept(true);
                case "no" -> setter.accept(false);
                default -> throw new IllegalArgumentException("argument must be 'yes' or 'no'");
            }
        });
    }

    void addOneOf(String name, List<String> words, Supplier<String> value, Consumer<String> setter) {
        add(name, value, text -> {
            if (!words.contains(text)) {
                throw new IllegalArgumentException(
                        "argument(s) must be one of the following: " + String.join(", ", words));
            }
            setter.accept(text);
        });
    }

    private static long number(String text, long least, long most) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("argument couldn't be parsed into an integer", e);
        }
        if (value < least || value > most) {
            throw new IllegalArgumentException("argument must be between " + least + " and " + most + " inclusive");
        }
        return value;
    }

    Map<String, Parameter> parameters() {
        return parameters;
    }
}
