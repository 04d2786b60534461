package dev.espalier.synth.agent;

import dev.espalier.synth.trellis.ToolCatalogue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A model that says again what it said in a transcript, whoever asks: the same moves come to the same core. */
public final class Replayed implements Dialogue.Model {
    private final String name;
    private final Deque<Turn> turns = new ArrayDeque<>();

    /** Of the turns in {@code lines} whose role is {@code role}. */
    public Replayed(List<Transcript.Line> lines, String role) {
        String model = "nobody";
        for (Transcript.Line line : lines) {
            if (line instanceof Transcript.Line.Begun begun && begun.role().equals(role)) {
                model = begun.model();
            } else if (line instanceof Transcript.Line.Answered answered
                    && answered.role().equals(role)) {
                turns.add(answered.turn());
            }
        }
        name = model;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Dialogue begin(String system, List<ToolCatalogue.Tool> tools) {
        return (results, words) -> {
            Turn next = turns.poll();
            return next != null
                    ? next
                    : new Turn("the transcript ends here", List.of(), Turn.Ending.REFUSED, Usage.NONE);
        };
    }
}
