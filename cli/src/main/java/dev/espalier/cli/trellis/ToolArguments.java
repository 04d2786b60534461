package dev.espalier.cli.trellis;

import dev.espalier.cli.terminal.CommandFailedException;
import java.util.Map;
import java.util.Optional;

/** What a tool is called with: a protocol hands over anything. */
record ToolArguments(String tool, Map<String, Object> values) {
    /** The text {@code name}, which the tool cannot do without. */
    String text(String name) {
        return maybe(name)
                .orElseThrow(() -> new CommandFailedException(tool + " wants the text \"" + name + "\""));
    }

    /** The text {@code name}, if it is there. */
    Optional<String> maybe(String name) {
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
        throw new CommandFailedException(tool + " wants \"" + name + "\" to be a text, and it is " + value);
    }

    /** Whether {@code name} is said. */
    boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new CommandFailedException(tool + " wants \"" + name + "\" to be true or false, and it is " + value);
    }
}
