package dev.espalier.bridge.validate;

import java.time.Duration;

/**
 * Limits of a call in Java.
 *
 * @param time processor time; more than OCaml's, since Java may still be interpreting
 * @param stackBytes the stack of the thread that calls
 */
record JavaLimits(Duration time, long stackBytes) {
    /** Longer and deeper than any call that ends in OCaml within its limits. */
    static final JavaLimits USUAL = new JavaLimits(Duration.ofSeconds(10), 512L << 20);
}
