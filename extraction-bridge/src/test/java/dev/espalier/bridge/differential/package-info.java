/** The oracle: the same programs and traces through natively compiled OCaml and through the Java made from it. */
@NullMarked
package dev.espalier.bridge.differential;

import org.jspecify.annotations.NullMarked;
