package dev.espalier.cli.core;

import dev.espalier.synth.explore.ExplorationFailure;
import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.explore.ProgramBounds;
import dev.espalier.synth.explore.VacuityResult;
import dev.espalier.synth.gate.CoreKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks for a core that keeps every client to itself. Such a core refines every causal specification, and if it calls
 * every put seen it makes progress too: that nothing is pending is then no news. The theorems do not forbid it.
 */
final class Isolation {
    private Isolation() {}

    /** Why the core {@code extracted} gets no certificate; empty if one client sees another's put in some small program. */
    static Optional<String> found(String core, Path extracted, String functor, CoreKind kind, boolean overMap)
            throws IOException, InterruptedException {
        if (!(Explorer.find() instanceof Explorer.Found compiler)) {
            return Optional.of("whether any client ever sees another's put could not be explored: "
                    + "ocamlopt is not on the PATH; install it (Debian: apt-get install ocaml-nox)");
        }
        ExploredMachine machine = new ExploredMachine(
                core,
                extracted,
                functor,
                kind == CoreKind.NODE ? ExploredMachine.Kind.NODE : ExploredMachine.Kind.CORE,
                overMap);
        ProgramBounds bounds = ProgramBounds.usual();
        try (Explorer explorer = compiler.open()) {
            VacuityResult result = explorer.vacuity(machine, bounds, ExplorationLimits.usual());
            if (result.remoteVisible().isPresent()) {
                return Optional.empty();
            }
            return Optional.of("no get ever returned another client's put, in " + result.programs() + " programs ("
                    + bounds.text() + ", " + result.extent().text()
                    + "): it may keep every client to itself, which no theorem forbids. Show what was put");
        } catch (ExplorationFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
