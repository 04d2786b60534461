package dev.espalier.store.cores;

import dev.espalier.core.NodeId;

/**
 * An epoch that a node has prepared, as the file {@value #FILE} says it: its database is complete and on the disk, and whether
 * it counts is for the leader to say.
 *
 * @param id identifies the attempt
 * @param leader the node that decides
 * @param next what is in force if the epoch counts
 */
public record PreparedEpoch(long id, NodeId leader, CoreInForce next) {
    static final String FILE = "epoch-prepared";

    /** A line a field. */
    String text() {
        return "id " + id + "\nleader " + leader.number() + "\n" + next.text();
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @throws IllegalArgumentException if it did not
     */
    static PreparedEpoch parse(String text) {
        String[] lines = text.split("\n", 3);
        if (lines.length < 3 || !lines[0].matches("id [0-9]{1,19}") || !lines[1].matches("leader [0-9]{1,5}")) {
            throw new IllegalArgumentException("it does not begin with id and leader");
        }
        return new PreparedEpoch(
                Long.parseLong(lines[0].substring(3)),
                new NodeId(Integer.parseInt(lines[1].substring(7))),
                CoreInForce.parse(lines[2]));
    }
}
