/** Type inference: from syntax trees to the typed intermediate representation. */
@NullMarked
package dev.espalier.bridge.types;

import org.jspecify.annotations.NullMarked;
