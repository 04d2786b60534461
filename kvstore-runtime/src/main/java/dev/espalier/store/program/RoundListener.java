package dev.espalier.store.program;

/** Is told how a round gets on. Called on the node's event loop. */
interface RoundListener {
    /** This node's program is done and every put of every node is applied here. */
    void allApplied(long nanosSinceStart);

    /** The round cannot go on. */
    void failed(Exception cause);
}
