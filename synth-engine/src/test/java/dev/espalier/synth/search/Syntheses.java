package dev.espalier.synth.search;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.KeptProofs;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The engine on the repository's specifications, with the real prover. */
final class Syntheses {
    static final Path SPECS = Path.of("..", "specs").toAbsolutePath().normalize();
    static final Settings SETTINGS = new Settings(1, Duration.ofMinutes(10), 100);

    private static @Nullable Synthesis shared;

    private Syntheses() {}

    /**
     * One engine for all tests of a run: what it keeps is found by what it was made from, and compiling the framework takes
     * longer than most of the tests. The test is skipped without a prover.
     */
    static synchronized Synthesis shared() throws IOException, InterruptedException {
        Synthesis engine = shared;
        if (engine == null) {
            Path folder = Files.createTempDirectory("espalier-syntheses");
            Synthesis made = open(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made, folder)));
            shared = made;
            engine = made;
        }
        return engine;
    }

    private static void delete(Synthesis engine, Path folder) {
        try {
            engine.close();
            SpecificationBuild.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + ": " + e.getMessage());
        }
    }

    /**
     * An engine that keeps judged sentences in {@code work}, and compiled files where all tests do; the test is skipped
     * without a prover.
     */
    static Synthesis open(Path work) throws IOException, InterruptedException {
        return over(SPECS, work);
    }

    /** The same over the specifications in {@code specs}. */
    static Synthesis over(Path specs, Path work) throws IOException, InterruptedException {
        Files.createDirectories(work);
        KeptProofs.linkedAs(work.resolve("specifications"));
        Prover.Search search = Prover.find();
        assumeTrue(search instanceof Prover.Found, () -> "no prover: " + search);
        Prover prover = ((Prover.Found) search).prover();
        CoqIdeTop.Search top = CoqIdeTop.find();
        assumeTrue(top instanceof CoqIdeTop.Found, () -> "no coqidetop: " + top);
        GateLimits limits = new GateLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), 10_000_000, 4_096, false);
        return new Synthesis(specs, work, prover, ((CoqIdeTop.Found) top).top(), limits)
                .auditingWith(KeptProofs.linkedAs(work.resolve("audited")));
    }
}
