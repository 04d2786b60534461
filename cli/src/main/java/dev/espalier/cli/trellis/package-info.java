/** {@code espalier synth open} and what follows: a core grown by moves that a person or a coding agent proposes. */
@NullMarked
package dev.espalier.cli.trellis;

import org.jspecify.annotations.NullMarked;
