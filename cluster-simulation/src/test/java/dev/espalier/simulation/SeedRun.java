package dev.espalier.simulation;

import dev.espalier.store.cores.Cores;
import java.util.Objects;
import java.util.function.LongFunction;

/** Runs seeds, in whichever class loader it is; gives the violation, empty if there is none. */
public final class SeedRun implements LongFunction<String> {
    private final Simulation simulation;

    public SeedRun(String core) throws Exception {
        simulation = new Simulation(Cores.load(core, true), Cores.load("vector-clock", true));
    }

    @Override
    public String apply(long seed) {
        return Objects.requireNonNullElse(
                simulation.run(seed, Simulation.STEPS, false).violation(), "");
    }
}
