package dev.espalier.bench.program;

import java.util.List;

/** How to start a node that understands the programs mode's commands. */
@FunctionalInterface
public interface NodeCommand {
    /**
     * The command line. Its process must end when its heap is full, as {@code -XX:+ExitOnOutOfMemoryError} makes it.
     *
     * @param node its number, from 1
     * @param nodes how many nodes there are
     * @param core the core that it runs
     */
    List<String> of(int node, int nodes, String core);
}
