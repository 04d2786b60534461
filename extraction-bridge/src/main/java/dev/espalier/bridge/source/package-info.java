/** Source texts, positions in them, and what is reported about them. */
@NullMarked
package dev.espalier.bridge.source;

import org.jspecify.annotations.NullMarked;
