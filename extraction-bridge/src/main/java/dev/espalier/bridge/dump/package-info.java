/** Programs between two passes, for people: as text, and in figures. */
@NullMarked
package dev.espalier.bridge.dump;

import org.jspecify.annotations.NullMarked;
