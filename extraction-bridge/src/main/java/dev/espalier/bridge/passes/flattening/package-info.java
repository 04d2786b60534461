/** Which values may be held with fewer objects than their types say. */
@NullMarked
package dev.espalier.bridge.passes.flattening;

import org.jspecify.annotations.NullMarked;
