package dev.espalier.synth.explore;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A machine to explore: extracted OCaml and the functor in it.
 *
 * @param name what messages call it, for example {@code suite/ryw}
 * @param source the {@code .ml} file that the prover extracted, with {@code nat} as {@code int}
 * @param functor the functor's name or path in the file, for example {@code Specification}
 * @param kind what the functor takes and gives
 * @param overMap whether it takes a map besides, as its last argument
 */
public record ExploredMachine(String name, Path source, String functor, Kind kind, boolean overMap) {
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

    /** Takes no map. */
    public ExploredMachine(String name, Path source, String functor, Kind kind) {
        this(name, source, functor, kind, false);
    }

    /** Takes one argument and gives a core. */
    public static ExploredMachine core(String name, Path source, String functor) {
        return new ExploredMachine(name, source, functor, Kind.CORE);
    }

    /** The interface that the prover writes beside what it extracts; it may be missing. */
    Path signature() {
        return source.resolveSibling(String.valueOf(source.getFileName()).replaceFirst("\\.ml$", ".mli"));
    }

    /** The functor applied, where {@code module} is its compiled file. */
    String applied(String module) {
        String path = module + "." + functor + " (Instance.Parameters)";
        return path + (kind == Kind.LABELLED ? " (Instance.Labels)" : "") + (overMap ? " (Instance.Map)" : "");
    }

    /** The types that are named, each with the function that does. */
    Map<String, String> named() {
        return kind == Kind.NODE
                ? Map.of("state", "name_state", "message", "name_message")
                : Map.of(
                        "client_state", "name_client",
                        "replica_state", "name_replica",
                        "get_payload", "name_get",
                        "answer_payload", "name_answer",
                        "put_payload", "name_put");
    }
}
