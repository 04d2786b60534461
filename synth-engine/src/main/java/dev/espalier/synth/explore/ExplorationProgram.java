package dev.espalier.synth.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the clients do in an exploration. As text: {@code 1: put k x; put j y | 2: get j; get k}, clients numbered from 1
 * in order. A label is written after its value, {@code put k x@A}, and the labels that a client cares for after its
 * number, {@code 2[A,B]: get k}; without them it cares for all.
 *
 * @param clients per client its operations, each client with at least one
 * @param labels the label of every value that has one
 * @param cares per client (from 0) the labels that it cares for; a client that is not there cares for all
 */
public record ExplorationProgram(
        List<List<Operation>> clients, Map<String, String> labels, Map<Integer, Set<String>> cares) {
    /** What every key holds at first. */
    public static final String INITIAL = "v0";

    /** What a client does next. */
    public sealed interface Operation {
        /** The key that it is about. */
        String key();
    }

    /** Reads {@code key}. */
    public record Get(String key) implements Operation {
        @Override
        public String toString() {
            return "get " + key;
        }
    }

    /** Writes {@code value} to {@code key}. */
    public record Put(String key, String value) implements Operation {
        @Override
        public String toString() {
            return "put " + key + " " + value;
        }
    }

    public ExplorationProgram {
        clients = clients.stream().map(List::copyOf).toList();
        labels = Map.copyOf(labels);
        cares = cares.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        if (clients.isEmpty() || clients.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a program needs a client, and every client an operation");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is not one; the message says where and what is expected
     */
    public static ExplorationProgram parse(String text) {
        return ProgramText.parse(text).program();
    }

    /** The text form; it parses to this program. */
    public String text() {
        List<String> parts = new ArrayList<>();
        for (int client = 0; client < clients.size(); client++) {
            Set<String> listed = cares.get(client);
            String caring = listed == null ? "" : listed.stream().sorted().collect(Collectors.joining(",", "[", "]"));
            String operations = clients.get(client).stream().map(this::text).collect(Collectors.joining("; "));
            parts.add((client + 1) + caring + ": " + operations);
        }
        return String.join(" | ", parts);
    }

    private String text(Operation operation) {
        String label = operation instanceof Put put ? labels.get(put.value()) : null;
        return operation + (label == null ? "" : "@" + label);
    }

    @Override
    public String toString() {
        return text();
    }
}
