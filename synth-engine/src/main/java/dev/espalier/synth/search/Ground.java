package dev.espalier.synth.search;

import dev.espalier.synth.growth.Boundedness;
import dev.espalier.synth.machine.Observations;
import dev.espalier.synth.prover.session.ProverSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all attempts of a search stand on. They share the runs of the specification, and with them every trace that tells
 * against a design, and through {@code prover} the verdicts on sentences.
 *
 * @param prover opens sessions; for several threads
 * @param seed of the specification's runs
 * @param hammer CoqHammer, if it is asked
 * @param boundedness what a long run says of a design
 * @param unrestricted what the specification was seen to do under its own guards
 * @param groundwork the cores of designs that were grown before
 * @param configuration which faculties the search has
 * @param meter what time it is, and what is spent
 * @param end when the time of those who stand on this is up, by the meter
 * @param last when the whole search's is, which may become sooner
 */
record Ground(
        ProverSession.Source prover,
        long seed,
        Optional<Hammer> hammer,
        Boundedness boundedness,
        Observations unrestricted,
        Groundwork groundwork,
        Configuration configuration,
        Meter meter,
        long end,
        AtomicLong last) {
    /** The same until half of the time that is left is over: what is at work must not keep all others from their turn. */
    Ground forAShare() {
        long now = meter.now();
        long left = Math.max(0, Math.min(end, last.get()) - now);
        return new Ground(
                prover,
                seed,
                hammer,
                boundedness,
                unrestricted,
                groundwork,
                configuration,
                meter,
                now + left / 2,
                last);
    }

    /** The whole search ends after {@code time}, if not sooner. */
    void endAfter(Duration time) {
        last.accumulateAndGet(meter.now() + time.toNanos(), Math::min);
    }

    boolean isOver() {
        return meter.now() > Math.min(end, last.get());
    }
}
