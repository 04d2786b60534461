/** Local functions to definitions. */
@NullMarked
package dev.espalier.bridge.passes.lifting;

import org.jspecify.annotations.NullMarked;
