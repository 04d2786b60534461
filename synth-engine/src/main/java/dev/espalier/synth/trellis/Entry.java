package dev.espalier.synth.trellis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** A line of the record of moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Opened.class, name = "open"),
    @JsonSubTypes.Type(value = Entry.Moved.class, name = "move"),
    @JsonSubTypes.Type(value = Entry.Closed.class, name = "close")
})
public sealed interface Entry {
    /**
     * A development begins.
     *
     * @param format of the record
     * @param target how the user named the specification: its name or its file
     * @param sources the frozen sources, SHA-256 in hexadecimal by path
     */
    record Opened(int format, String specification, String target, Map<String, String> sources, String prover)
            implements Entry {}

    /**
     * A move was proposed and judged.
     *
     * @param number from 1, refused moves counted
     * @param by who proposed it
     */
    record Moved(int number, String by, Move move, Grade grade) implements Entry {}

    /**
     * The audit judged the closed development.
     *
     * @param passed whether it may be emitted
     * @param objections what the audit found
     */
    record Closed(boolean passed, List<String> objections, String coreHash, String proofHash, long millis)
            implements Entry {}
}
