/** Validation finds what it is there to find. */
@NullMarked
package dev.espalier.bridge.validate;

import org.jspecify.annotations.NullMarked;
