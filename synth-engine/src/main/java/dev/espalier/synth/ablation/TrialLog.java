package dev.espalier.synth.ablation;

import dev.espalier.synth.record.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What came of runs, each on the disk before the next begins; one whose line was cut off is made again. */
public final class TrialLog implements AutoCloseable {
    private final JsonLines<Trialled> lines;
    private final List<Trialled> trials;

    private TrialLog(JsonLines<Trialled> lines, List<Trialled> trials) {
        this.lines = lines;
        this.trials = new ArrayList<>(trials);
    }

    /**
     * Opens {@code file}, or makes it. One process at a time has it.
     *
     * @throws IOException if it cannot be read, another process has it, or a whole line of it is no run; the message says which
     */
    public static TrialLog open(Path file) throws IOException {
        JsonLines<Trialled> lines = JsonLines.open(file);
        try {
            return new TrialLog(lines, read(file));
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /**
     * What is in {@code file}, which another process may be adding to; nothing if there is no such file.
     *
     * @throws IOException if it cannot be read, or a whole line of it is no run; the message says which
     */
    public static List<Trialled> read(Path file) throws IOException {
        return Files.exists(file)
                ? JsonLines.read(
                        file, Trialled.class, "is no run of an ablation", "remove that line to have the run made again")
                : List.of();
    }

    /** All so far, in the order in which they were made. */
    public List<Trialled> trials() {
        return List.copyOf(trials);
    }

    /** Adds {@code trialled}; returns once it is on the disk. */
    void add(Trialled trialled) throws IOException {
        lines.add(trialled);
        trials.add(trialled);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
