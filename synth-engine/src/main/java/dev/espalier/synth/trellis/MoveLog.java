package dev.espalier.synth.trellis;

import dev.espalier.synth.record.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The record of a development: what it is for, each move with its grade, each audit. */
public final class MoveLog implements AutoCloseable {
    /** Its name in the folder of a development. */
    public static final String FILE = "moves.jsonl";

    private final JsonLines<Entry> lines;

    private MoveLog(JsonLines<Entry> lines) {
        this.lines = lines;
    }

    /**
     * Opens {@code file} to go on with it, or makes it.
     *
     * @throws IOException if another process has it
     */
    static MoveLog open(Path file) throws IOException {
        return new MoveLog(JsonLines.open(file));
    }

    /**
     * What is in {@code file}, without a line that was cut off.
     *
     * @throws IOException if it cannot be read, or a whole line of it is no entry; the message names the line
     */
    public static List<Entry> read(Path file) throws IOException {
        return JsonLines.read(
                file, Entry.class, "is no entry of a record of moves", "restore the file, or open another development");
    }

    /** Adds {@code entry}; returns once it is on the disk. */
    void add(Entry entry) throws IOException {
        lines.add(entry);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
