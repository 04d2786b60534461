package dev.espalier.bridge.source;

import java.util.List;
import java.util.stream.Collectors;

/** A source that cannot be translated faithfully, with every reason that could be collected. */
public final class TranslationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /** With the given reasons, at least one. */
    public TranslationException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** With one reason. */
    public TranslationException(Position position, String construct, String message, String suggestion) {
        this(List.of(new Diagnostic(position, construct, message, suggestion)));
    }

    /** The reasons, in the order in which they were found. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
