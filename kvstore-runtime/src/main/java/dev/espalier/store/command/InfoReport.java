package dev.espalier.store.command;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** INFO: sections of {@code name:value} lines, made when asked for. */
public final class InfoReport {
    private final Map<String, Supplier<Map<String, String>>> sections = new LinkedHashMap<>();
    private final Set<String> onRequest = new HashSet<>();

    /** Adds a section; {@code fields} is called each time it is shown and keeps its order. */
    public void add(String title, Supplier<Map<String, String>> fields) {
        sections.put(title, fields);
    }

    /** Adds a section as {@link #add} does that is not shown where none is named. */
    void addOnRequest(String title, Supplier<Map<String, String>> fields) {
        add(title, fields);
        onRequest.add(title);
    }

    /**
     * The sections of the given lower-case names; {@code all} and {@code everything} name all, {@code default} names those
     * that no names give.
     */
    String render(List<String> names) {
        boolean everything = names.contains("all") || names.contains("everything");
        boolean usual = names.isEmpty() || names.contains("default");
        StringBuilder text = new StringBuilder();
        sections.forEach((title, fields) -> {
            if (everything || (usual && !onRequest.contains(title)) || names.contains(title.toLowerCase(Locale.ROOT))) {
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
