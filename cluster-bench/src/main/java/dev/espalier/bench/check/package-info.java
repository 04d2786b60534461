/** Decides whether a history is causally consistent and convergent (causal+), and says where it is not. */
@NullMarked
package dev.espalier.bench.check;

import org.jspecify.annotations.NullMarked;
