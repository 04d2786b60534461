package dev.espalier.synth.agent;

import dev.espalier.synth.trellis.ToolCatalogue;
import java.util.List;

/** A conversation with a model, which remembers what was said in it. */
public interface Dialogue {
    /**
     * Says {@code words} and what came of the calls of the last turn; the model's next turn.
     *
     * @param results one for each call of the last turn, in order
     * @param words may be empty if there are results
     * @throws ModelException if there is no turn; what was said is as if it had not been
     */
    Turn say(List<ToolResult> results, String words) throws ModelException, InterruptedException;

    /** Begins conversations with one model. */
    interface Model {
        /** What it is called, with its provider: {@code anthropic:claude-...}. */
        String name();

        /**
         * Begins a conversation; nothing is sent yet.
         *
         * @param system what the model is told first
         * @param tools what it may call; may be empty
         */
        Dialogue begin(String system, List<ToolCatalogue.Tool> tools);
    }
}
