/** What a translation offers: the values and types of the OCaml file, and where each of them is in Java. */
@NullMarked
package dev.espalier.bridge.exports;

import org.jspecify.annotations.NullMarked;
