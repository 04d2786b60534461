/** The node beside Redis itself: the same commands to both, and their replies compared byte by byte. */
@NullMarked
package dev.espalier.store.compatibility;

import org.jspecify.annotations.NullMarked;
