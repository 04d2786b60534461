/** {@code espalier synth}: from a specification to a core with a proof. */
@NullMarked
package dev.espalier.cli.synth;

import org.jspecify.annotations.NullMarked;
