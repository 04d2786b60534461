package dev.espalier.synth.search;

import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Representation;

/**
 * A design in the tree of designs.
 *
 * @param id its number, in the order in which designs were made
 * @param parent the number of the design that it was made from; -1 for the first
 * @param reason why it was made
 * @param patient whether it may take all the time that is left, and not a share of it
 */
record Node(int id, int parent, Design design, String reason, boolean patient) {
    Node(int id, int parent, Design design, String reason) {
        this(id, parent, design, reason, false);
    }

    /** The same with all the time that is left. */
    Node withPatience() {
        return new Node(id, parent, design, reason, true);
    }

    /** How many pieces it does not keep. */
    long dropped() {
        return design.choices().values().stream()
                .filter(Representation.Dropped.class::isInstance)
                .count();
    }
}
