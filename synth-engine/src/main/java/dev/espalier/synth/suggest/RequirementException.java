package dev.espalier.synth.suggest;

/** What was said is no requirement. The message names the place, the cause and what may be said. */
public final class RequirementException extends Exception {
    private static final long serialVersionUID = 1L;

    RequirementException(String place, String problem) {
        super(place + ": " + problem);
    }
}
