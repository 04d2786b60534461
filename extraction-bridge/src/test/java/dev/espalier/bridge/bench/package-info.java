/** How fast the translated reference core is, beside the same core compiled natively from OCaml. */
@NullMarked
package dev.espalier.bridge.bench;

import org.jspecify.annotations.NullMarked;
