/** From extracted OCaml to Java: the facade and its request and result. */
@NullMarked
package dev.espalier.bridge;

import org.jspecify.annotations.NullMarked;
