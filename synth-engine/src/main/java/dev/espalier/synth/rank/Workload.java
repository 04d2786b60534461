package dev.espalier.synth.rank;

/** A store under load, from its beginning. */
public interface Workload {
    /** Does {@code count} operations, half of them gets and half of them puts, mixed. */
    void mixed(int count);
}
