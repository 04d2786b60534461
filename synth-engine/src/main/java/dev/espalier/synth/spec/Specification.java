package dev.espalier.synth.spec;

import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.gate.FunctorSource;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A specification, or a core that is looked at like one.
 *
 * @param name for example {@code suite/ryw}; for a file that gives itself no name, the file's
 * @param title a few words
 * @param promise what it promises to a client, in sentences; may be empty
 * @param kind which interface it has
 * @param source where it is
 * @param expected what its file says about litmus tests: name of the test to whether the outcome is allowed
 * @param throughput how fast its cores are expected to be
 */
public record Specification(
        String name,
        String title,
        String promise,
        Kind kind,
        FunctorSource source,
        Map<String, Boolean> expected,
        Optional<Throughput> throughput) {

    /** The interfaces that a specification or core may have. */
    public enum Kind {
        /** {@code CORE} of {@code framework/Core.v}. */
        CORE,
        /** The same, and values have labels: a second parameter {@code LABELS} of {@code suite/Labels.v}. */
        LABELLED,
        /** {@code NODE_CORE} of {@code chapar/NodeCore.v}. */
        NODE
    }

    public Specification {
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
    }

    /** The same as a machine to explore, where {@code extracted} is the OCaml that it was extracted to. */
    public ExploredMachine machine(Path extracted) {
        return new ExploredMachine(
                name,
                extracted,
                source.guarantees().isPresent() ? "Specification" : source.functor(),
                switch (kind) {
                    case CORE -> ExploredMachine.Kind.CORE;
                    case LABELLED -> ExploredMachine.Kind.LABELLED;
                    case NODE -> ExploredMachine.Kind.NODE;
                });
    }
}
