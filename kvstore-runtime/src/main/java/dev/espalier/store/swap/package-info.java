/** Puts one core in the place of another while the node runs: at once where it can go on from the same state. */
@NullMarked
package dev.espalier.store.swap;

import org.jspecify.annotations.NullMarked;
