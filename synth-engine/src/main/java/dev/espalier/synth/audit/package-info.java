/**
 * Checks of a finished core by other means than those it was found by: everything rebuilt from nothing, the independent
 * checker, assumptions, and exploration of what refinement alone would let pass, such as a core that does nothing.
 */
@NullMarked
package dev.espalier.synth.audit;

import org.jspecify.annotations.NullMarked;
