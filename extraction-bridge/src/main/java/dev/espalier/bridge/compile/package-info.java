/** Compiles generated Java in memory, and loads what comes of it. */
@NullMarked
package dev.espalier.bridge.compile;

import org.jspecify.annotations.NullMarked;
