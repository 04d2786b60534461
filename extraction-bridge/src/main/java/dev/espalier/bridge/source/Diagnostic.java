package dev.espalier.bridge.source;

/**
 * One reason why a source cannot be translated.
 *
 * @param position where
 * @param construct what stands there, for example {@code try ... with}
 * @param message what is wrong with it
 * @param suggestion what to do about it
 */
public record Diagnostic(Position position, String construct, String message, String suggestion) {
    @Override
    public String toString() {
        return position + ": " + construct + ": " + message + "; " + suggestion;
    }
}
