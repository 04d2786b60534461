package dev.espalier.bridge.source;

import java.util.List;

/**
 * A file's name and content, or those of several files that were put together.
 *
 * @param name the file's name without folders, for example {@code VectorClock.ml}
 * @param content all of its text
 * @param parts where the text of each file begins, in order; empty for a file by itself
 */
public record SourceText(String name, String content, List<Part> parts) {

    /**
     * A file in the text.
     *
     * @param file its name without folders
     * @param line the line of the text that is its first, from 1
     */
    public record Part(String file, int line) {}

    /** As the canonical constructor does, with a copy of the list. */
    public SourceText {
        parts = List.copyOf(parts);
    }

    /** A file by itself. */
    public SourceText(String name, String content) {
        this(name, content, List.of());
    }

    /** The place in the file it comes from of a place in the text, both counted from 1. */
    public Position position(int line, int column) {
        Part found = null;
        for (Part part : parts) {
            if (part.line <= line) {
                found = part;
            }
        }
        return found == null
                ? new Position(name, line, column)
                : new Position(found.file, line - found.line + 1, column);
    }
}
