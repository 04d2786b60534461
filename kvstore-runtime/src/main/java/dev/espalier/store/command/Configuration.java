package dev.espalier.store.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
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
     */
    record Parameter(Supplier<String> value, @Nullable Consumer<String> setter) {}

    private final Map<String, Parameter> parameters = new TreeMap<>();

    /** Adds parameters that cannot change. */
    public void addFixed(Map<String, String> values) {
        values.forEach((name, value) -> parameters.put(name, new Parameter(() -> value, null)));
    }

    /** Adds a parameter of which only the value it has is accepted: clients set it, and it means nothing here. */
    void addInert(String name, String value) {
        parameters.put(name, new Parameter(() -> value, given -> {
            if (!given.equals(value)) {
                throw new IllegalArgumentException("it can only be \"" + value + "\" here");
            }
        }));
    }

    void add(String name, Supplier<String> value, Consumer<String> setter) {
        parameters.put(name, new Parameter(value, setter));
    }

    void addNumber(String name, long least, long most, Supplier<? extends Number> value, LongConsumer setter) {
        add(name, () -> String.valueOf(value.get()), text -> setter.accept(number(text, least, most)));
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
