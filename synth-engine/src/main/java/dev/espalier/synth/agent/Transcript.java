package dev.espalier.synth.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What was said between the engine and models, a JSON object a line. Keys are never part of it. */
public final class Transcript {
    /** Its name in the folder of a development. */
    public static final String FILE = "transcript.jsonl";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    /** Appends to {@code file}. */
    public Transcript(Path file) {
        this.file = file;
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
        Files.writeString(
                file,
                JSON.writeValueAsString(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * What is in {@code file}.
     *
     * @throws IOException if a line of it is none of a transcript; the message names it
     */
    public static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            try {
                lines.add(JSON.readValue(line, Line.class));
            } catch (JacksonException e) {
                throw new IOException(
                        file + ":" + number + " is no line of a transcript: " + e.getOriginalMessage(), e);
            }
        }
        return lines;
    }
}
