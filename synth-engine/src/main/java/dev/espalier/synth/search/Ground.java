package dev.espalier.synth.search;

import dev.espalier.synth.growth.Boundedness;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.prover.session.ProverSession;
import java.util.Optional;

/**
 * What all attempts of a search stand on. They share the runs of the specification, and with them every trace that tells
 * against a design, and through {@code prover} the verdicts on sentences.
 *
 * @param prover opens sessions; for several threads
 * @param seed of the specification's runs
 * @param hammer CoqHammer, if it is asked
 * @param boundedness what a long run says of a design
 * @param unrestricted what the specification was seen to do under its own guards
 * @param end when time is up, by {@link System#nanoTime}
 */
record Ground(
        ProverSession.Source prover,
        long seed,
        Optional<Hammer> hammer,
        Boundedness boundedness,
        Observations unrestricted,
        long end) {
    /** The same until half of the time that is left is over: what is at work must not keep all others from their turn. */
    Ground forAShare() {
        long now = System.nanoTime();
        return new Ground(prover, seed, hammer, boundedness, unrestricted, now + Math.max(0, end - now) / 2);
    }

    boolean isOver() {
        return System.nanoTime() > end;
    }
}
