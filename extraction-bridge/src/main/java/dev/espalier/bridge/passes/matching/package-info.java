/** Nested patterns to decision trees. */
@NullMarked
package dev.espalier.bridge.passes.matching;

import org.jspecify.annotations.NullMarked;
