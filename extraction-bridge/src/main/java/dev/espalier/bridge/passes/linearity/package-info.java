/**
 * Whether a program uses its state once, so that updates may be made in place: an analysis of ownership and borrowing, in
 * the tradition of Wadler's "Linear types can change the world!" (1990). It changes nothing; it says what may be done.
 */
@NullMarked
package dev.espalier.bridge.passes.linearity;

import org.jspecify.annotations.NullMarked;
