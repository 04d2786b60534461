/** {@code espalier bridge}: translates extracted OCaml, validates translations, and explains them. */
@NullMarked
package dev.espalier.cli.bridge;

import org.jspecify.annotations.NullMarked;
