package dev.espalier.store.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** INFO: sections of {@code name:value} lines, made when asked for. */
public final class InfoReport {
    private final Map<String, Supplier<Map<String, String>>> sections = new LinkedHashMap<>();

    /** Adds a section; {@code fields} is called each time it is shown and keeps its order. */
    public void add(String title, Supplier<Map<String, String>> fields) {
        sections.put(title, fields);
    }

    /** The sections of the given lower-case names; all when none, {@code all}, {@code default} or {@code everything}. */
    String render(List<String> names) {
        boolean everything =
                names.isEmpty() || names.contains("all") || names.contains("default") || names.contains("everything");
        StringBuilder text = new StringBuilder();
        sections.forEach((title, fields) -> {
            if (everything || names.contains(title.toLowerCase(Locale.ROOT))) {
                if (!text.isEmpty()) {
                    text.append("\r\n");
                }
                text.append("# ").append(title).append("\r\n");
                fields.get()
                        .forEach((name, value) -> text.append(name)
                                .append(':')
                                .append(oneLine(value))
                                .append("\r\n"));
            }
        });
        return text.toString();
    }

    private static String oneLine(String value) {
        return value.replace('\r', ' ').replace('\n', ' ');
    }
}
