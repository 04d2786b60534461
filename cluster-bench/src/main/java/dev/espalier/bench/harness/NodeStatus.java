package dev.espalier.bench.harness;

import dev.espalier.bench.resp.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a node is.
 *
 * @param id the node's number
 * @param target where it answers clients
 * @param pid its process, alive or not
 * @param health in one word
 * @param info the lines of its answer to INFO, name to value, in order; empty unless it answers
 * @param problem what is wrong, or {@code null}
 */
public record NodeStatus(
        int id,
        Target target,
        long pid,
        Health health,
        Map<String, String> info,
        @Nullable String problem) {
    /** How a node is, in one word. */
    public enum Health {
        /** The process lives and answers PING. */
        SERVING,
        /** The process lives and does not answer PING and INFO, or another one answers in its place. */
        SILENT,
        /** The process is gone. */
        DOWN
    }
}
