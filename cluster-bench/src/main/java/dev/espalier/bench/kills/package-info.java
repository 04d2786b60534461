/** Rounds of killed nodes and broken networks under load, and what must hold after each. */
@NullMarked
package dev.espalier.bench.kills;

import org.jspecify.annotations.NullMarked;
