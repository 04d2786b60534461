package dev.espalier.synth.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.espalier.synth.record.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What was said between the engine and models, a JSON object a line. Keys are never part of it. */
public final class Transcript implements AutoCloseable {
    /** Its name in the folder of a development. */
    public static final String FILE = "transcript.jsonl";

    private final JsonLines<Line> lines;

    private Transcript(JsonLines<Line> lines) {
        this.lines = lines;
    }

    /**
     * Opens {@code file} to go on with it, or makes it.
     *
     * @throws IOException if another process has it
     */
    public static Transcript open(Path file) throws IOException {
        return new Transcript(JsonLines.open(file));
    }

    /** A line. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Line.Begun.class, name = "begin"),
        @JsonSubTypes.Type(value = Line.Said.class, name = "say"),
        @JsonSubTypes.Type(value = Line.Answered.class, name = "turn")
    })
    public sealed interface Line {
        /**
         * A conversation begins.
         *
         * @param role who is asked: {@code deductive}, {@code proposer}, {@code reloader}
         * @param prompt which version of the role's prompt
         */
        record Begun(String role, String model, String prompt) implements Line {}

        /** What the model is told. */
        record Said(String role, List<ToolResult> results, String words) implements Line {}

        /** What it answers. */
        record Answered(String role, Turn turn) implements Line {}
    }

    void add(Line line) throws IOException {
        lines.add(line);
    }

    /**
     * What is in {@code file}, without a line that was cut off.
     *
     * @throws IOException if a line of it is none of a transcript; the message names it
     */
    public static List<Line> read(Path file) throws IOException {
        return JsonLines.read(file, Line.class, "is no line of a transcript", "restore the file, or begin anew");
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
