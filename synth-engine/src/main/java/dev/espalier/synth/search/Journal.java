package dev.espalier.synth.search;

import dev.espalier.synth.record.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The record of a search: its events, in order, and what tells of a design before another takes its turn. */
public final class Journal implements AutoCloseable {
    private final JsonLines<Event> lines;

    private Journal(JsonLines<Event> lines) {
        this.lines = lines;
    }

    /**
     * Opens {@code file} to go on with it, or makes it.
     *
     * @throws IOException if another process has it
     */
    public static Journal open(Path file) throws IOException {
        return new Journal(JsonLines.open(file));
    }

    /** Writes the journal of a search that is over; there is none, or the whole of it. */
    public static void write(Path file, List<Event> events) throws IOException {
        JsonLines.write(file, events);
    }

    /**
     * The events in {@code file}, without a line that was cut off.
     *
     * @throws IOException if it cannot be read, or a whole line of it is no event; the message names the line
     */
    public static List<Event> read(Path file) throws IOException {
        return JsonLines.read(
                file, Event.class, "is no event of a search", "remove the journal, or what was changed in it");
    }

    /** Adds {@code event}; returns once it is on the disk. */
    public void add(Event event) throws IOException {
        lines.add(event);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
