/**
 * Validation of a translation: the same inputs through the natively compiled OCaml and through the Java, as for a
 * compiler that is checked at each run rather than proved (translation validation: Pnueli, Siegel, Singerman, TACAS 1998).
 */
@NullMarked
package dev.espalier.bridge.validate;

import org.jspecify.annotations.NullMarked;
