package dev.espalier.synth.audit;

import java.time.Duration;

/**
 * What came of a check.
 *
 * @param check its name
 * @param passed whether the core may pass
 * @param detail what was seen, for people
 */
public record Finding(String check, boolean passed, String detail, Duration took) {}
