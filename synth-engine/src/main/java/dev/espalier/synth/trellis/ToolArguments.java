package dev.espalier.synth.trellis;

import java.util.Map;
import java.util.Optional;

/** What a tool is called with: a protocol hands over anything. */
public record ToolArguments(String tool, Map<String, Object> values) {
    /** The text {@code name}, which the tool cannot do without. */
    public String text(String name) throws WrongCallException {
        Optional<String> text = maybe(name);
        if (text.isEmpty()) {
            throw new WrongCallException(tool + " wants the text \"" + name + "\"");
        }
        return text.get();
    }

    /** The text {@code name}, if it is there. */
    public Optional<String> maybe(String name) throws WrongCallException {
        Object value = values.get(name);
        if (value == null || (value instanceof String empty && empty.isEmpty())) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        if (value instanceof Number number) {
            return Optional.of(number.toString());
        }
        throw new WrongCallException(tool + " wants \"" + name + "\" to be a text, and it is " + value);
    }

    /** Whether {@code name} is said. */
    boolean flag(String name) throws WrongCallException {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new WrongCallException(tool + " wants \"" + name + "\" to be true or false, and it is " + value);
    }
}
