package dev.espalier.synth.explore;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A machine to explore: extracted OCaml and the functor in it.
 *
 * @param name what messages call it, for example {@code suite/ryw}
 * @param source the {@code .ml} file that the prover extracted, with {@code nat} as {@code int}
 * @param functor the functor's name or path in the file, for example {@code Specification}
 * @param kind what the functor takes and gives
 */
public record ExploredMachine(String name, Path source, String functor, Kind kind) {
    private static final Pattern FUNCTOR = Pattern.compile("[A-Z][A-Za-z0-9_']*(\\.[A-Z][A-Za-z0-9_']*)*");

    /** The shapes of machine. */
    public enum Kind {
        /** Clients and replicas: takes {@code PARAMETERS}, gives {@code CORE}. */
        CORE,
        /** The same with a second argument: the labels of values and what clients care for. */
        LABELLED,
        /** A session and replica in one: takes {@code PARAMETERS}, gives {@code NODE_CORE}. */
        NODE
    }

    public ExploredMachine {
        if (!FUNCTOR.matcher(functor).matches()) {
            throw new IllegalArgumentException("'" + functor + "' is not the name of an OCaml module");
        }
    }

    /** Takes one argument and gives a core. */
    public static ExploredMachine core(String name, Path source, String functor) {
        return new ExploredMachine(name, source, functor, Kind.CORE);
    }

    /** The expression that makes it a machine of the exploration, where {@code module} is its compiled file. */
    String expression(String module) {
        String path = module + "." + functor;
        return switch (kind) {
            case CORE -> "Core (module By_representation (%s (Instance.Parameters)) : NAMED_CORE)".formatted(path);
            case LABELLED ->
                "Core (module By_representation (%s (Instance.Parameters) (Instance.Labels)) : NAMED_CORE)"
                        .formatted(path);
            case NODE ->
                "Node (module Node_by_representation (%s (Instance.Parameters)) : NAMED_NODE_CORE)".formatted(path);
        };
    }
}
