package dev.espalier.cli.spec;

/**
 * Something that {@code spec check} noticed.
 *
 * @param severity how bad it is
 * @param place file and line
 * @param what what was noticed, and what to do about it
 */
record Finding(Severity severity, String place, String what) {
    /** How bad a finding is. */
    enum Severity {
        /** The specification cannot be what its author meant. */
        ERROR,
        /** It may be meant so; the author should know. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }
}
