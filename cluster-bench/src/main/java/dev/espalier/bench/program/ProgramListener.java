package dev.espalier.bench.program;

/** Is told of each round when it is over. */
@FunctionalInterface
public interface ProgramListener {
    /** A round is over. */
    void round(ProgramPoint point, String core, RoundResult result);
}
