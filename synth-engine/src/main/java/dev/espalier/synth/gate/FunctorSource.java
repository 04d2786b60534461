package dev.espalier.synth.gate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A specification or core as a functor in a source.
 *
 * @param path the source, relative to {@code specs/}; for one outside of it, {@code outside/Name.v}
 * @param outside where a source outside of {@code specs/} is
 * @param functor the functor's name in the source
 * @param guarantees for the strong family, the module of {@code strong/Guarantees.v} that the functor takes besides
 */
public record FunctorSource(String path, Optional<Path> outside, String functor, Optional<String> guarantees) {
    /** The folder that a source outside of {@code specs/} seems to be in. */
    public static final String OUTSIDE = "outside";

    /** A functor over the parameters alone, of a source in {@code specs/}. */
    public static FunctorSource of(String path, String functor) {
        return new FunctorSource(path, Optional.empty(), functor, Optional.empty());
    }

    /** Name of the source without folder and ending. */
    String stem() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".v".length());
    }
}
