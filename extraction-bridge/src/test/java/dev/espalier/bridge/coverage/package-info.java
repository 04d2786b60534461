/** What the bridge translates of a corpus of Rocq developments, and on how many inputs it agrees with native OCaml. */
@NullMarked
package dev.espalier.bridge.coverage;

import org.jspecify.annotations.NullMarked;
