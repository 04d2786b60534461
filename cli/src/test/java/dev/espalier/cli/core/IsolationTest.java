package dev.espalier.cli.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.gate.CoreKind;
import dev.espalier.synth.gate.FunctorSource;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.mutants.CoreMutant;
import dev.espalier.synth.prover.Prover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A core that keeps every client to itself gets no certificate, whatever is proved of it. */
final class IsolationTest {
    private static final Path SPECS = Path.of("..", "specs").toAbsolutePath().normalize();
    /** Where the commands keep what they compiled, under the hash of what it was made from. */
    private static final Path KEPT =
            Path.of("..", ".espalier", "specifications").toAbsolutePath().normalize();

    private static final String CORE = "reference/VectorClock.v";

    @TempDir
    private Path folder;

    private Optional<String> found(String text) throws Exception {
        Prover.Search prover = Prover.find();
        assumeTrue(prover instanceof Prover.Found, "no prover");
        assumeTrue(Explorer.find() instanceof Explorer.Found, "no OCaml compiler");
        Path file = Files.writeString(folder.resolve("VectorClock.v"), text);
        SpecificationBuild build = new SpecificationBuild(
                SPECS, ((Prover.Found) prover).prover(), GateLimits.standard().withoutIndependentChecker(), KEPT);
        Path extracted = build.extract(
                new FunctorSource("outside/VectorClock.v", Optional.of(file), "VectorClock", Optional.empty()));
        return Isolation.found("vector-clock", extracted, "VectorClock", CoreKind.CORE, false);
    }

    @Test
    void referenceCoreShowsWhatOthersPut() throws Exception {
        assertThat(found(Files.readString(SPECS.resolve(CORE)))).isEmpty();
    }

    @Test
    void hermitIsFoundOut() throws Exception {
        CoreMutant hermit = CoreMutant.all(SPECS).stream()
                .filter(mutant -> mutant.name().equals("vector-clock-hermit"))
                .findFirst()
                .orElseThrow();
        assertThat(found(hermit.apply(Files.readString(SPECS.resolve(CORE)))).orElseThrow())
                .contains("no get ever returned another client's put");
    }
}
