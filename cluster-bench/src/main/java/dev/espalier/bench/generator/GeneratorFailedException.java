package dev.espalier.bench.generator;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A generator that did not do its share. */
public final class GeneratorFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    GeneratorFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
