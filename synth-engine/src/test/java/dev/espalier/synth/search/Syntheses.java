package dev.espalier.synth.search;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import java.nio.file.Path;
import java.time.Duration;

/** The engine on the repository's specifications, with the real prover. */
final class Syntheses {
    static final Path SPECS = Path.of("..", "specs").toAbsolutePath().normalize();
    static final Settings SETTINGS = new Settings(1, Duration.ofMinutes(10), 100);

    private Syntheses() {}

    /** An engine that keeps compiled files and judged sentences in {@code work}; the test is skipped without a prover. */
    static Synthesis open(Path work) throws InterruptedException {
        Prover.Search search = Prover.find();
        assumeTrue(search instanceof Prover.Found, () -> "no prover: " + search);
        Prover prover = ((Prover.Found) search).prover();
        CoqIdeTop.Search top = CoqIdeTop.find();
        assumeTrue(top instanceof CoqIdeTop.Found, () -> "no coqidetop: " + top);
        GateLimits limits = new GateLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 10_000_000, 4_096, false);
        return new Synthesis(SPECS, work, prover, ((CoqIdeTop.Found) top).top(), limits);
    }
}
