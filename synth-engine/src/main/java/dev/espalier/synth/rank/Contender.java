package dev.espalier.synth.rank;

import dev.espalier.core.Core;
import java.util.function.Supplier;

/**
 * A core in a race.
 *
 * @param id the number of its design; {@link #REFERENCE} for the core that others are compared with
 * @param name what people call it
 * @param fresh a store of it that nothing was done to yet
 */
public record Contender(int id, String name, Supplier<Workload> fresh) {
    /** The number of what has no design. */
    public static final int REFERENCE = -1;

    /** {@code core} under the usual load, over {@code keys} keys. */
    public static Contender of(int id, Core<?, ?, ?, ?, ?> core, int keys) {
        return new Contender(id, core.name(), () -> new CoreWorkload<>(core, keys));
    }
}
