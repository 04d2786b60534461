package dev.espalier.store.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed access to settings given as text, each error naming the key, what was found and what is allowed. */
final class SettingValues {
    private final Map<String, String> values;

    SettingValues(Map<String, String> values) {
        this.values = values;
    }

    String text(Setting setting) {
        return values.getOrDefault(setting.name(), setting.defaultValue());
    }

    int integer(Setting setting, int least, int most) throws NodeStartException {
        return (int) number(setting, least, most);
    }

    long number(Setting setting, long least, long most) throws NodeStartException {
        String text = text(setting);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new NodeStartException(wrong(setting, text) + "a number from " + least + " to " + most, e);
        }
        throw new NodeStartException(wrong(setting, text) + "a number from " + least + " to " + most);
    }

    /** A number of bytes, with one of Redis's units or none. */
    long bytes(Setting setting) throws NodeStartException {
        String text = text(setting);
        try {
            return ByteSize.parse(text);
        } catch (NumberFormatException e) {
            throw new NodeStartException(
                    wrong(setting, text) + "a number of bytes, with k, kb, m, mb, g or gb behind it or nothing", e);
        }
    }

    boolean yesOrNo(Setting setting) throws NodeStartException {
        String text = text(setting);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new NodeStartException(wrong(setting, text) + "yes or no");
        };
    }

    String oneOf(Setting setting, List<String> words) throws NodeStartException {
        String text = text(setting);
        if (!words.contains(text)) {
            throw new NodeStartException(wrong(setting, text) + String.join(" or ", words));
        }
        return text;
    }

    /** A path; {@code null} where the setting is empty. */
    @Nullable
    Path file(Setting setting) throws NodeStartException {
        String text = text(setting);
        return text.isEmpty() ? null : path(setting, text);
    }

    static Path path(Setting setting, String text) throws NodeStartException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new NodeStartException(setting.name() + " \"" + text + "\" is not a path: " + e.getReason(), e);
        }
    }

    OutputLimits outputLimits() throws NodeStartException {
        String text = text(NodeSettings.CLIENT_OUTPUT_BUFFER_LIMIT);
        try {
            return OutputLimits.DEFAULT.with(text);
        } catch (IllegalArgumentException e) {
            throw new NodeStartException(
                    NodeSettings.CLIENT_OUTPUT_BUFFER_LIMIT.name() + " \"" + text + "\": " + e.getMessage()
                            + " Give it as in \"normal 0 0 0 pubsub 32mb 8mb 60\"",
                    e);
        }
    }

    Durability durability() throws NodeStartException {
        String text = text(NodeSettings.DURABILITY);
        for (Durability level : Durability.values()) {
            if (level.text().equals(text)) {
                return level;
            }
        }
        throw new NodeStartException(wrong(NodeSettings.DURABILITY, text) + "always, everysec or none");
    }

    private static String wrong(Setting setting, String text) {
        return setting.name() + " is \"" + text + "\" but must be ";
    }
}
