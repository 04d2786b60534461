package dev.espalier.bridge.source;

/**
 * A file's name and content.
 *
 * @param name the file's name without folders, for example {@code VectorClock.ml}
 * @param content all of its text
 */
public record SourceText(String name, String content) {}
