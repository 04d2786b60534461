package dev.espalier.bridge.source;

/**
 * A place in a source text.
 *
 * @param file the file's name, as it should appear in messages
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
