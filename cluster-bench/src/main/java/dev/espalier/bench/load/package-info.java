/** Closed-loop load over RESP, what it measured, and whether the replicas agree afterwards. */
@NullMarked
package dev.espalier.bench.load;

import org.jspecify.annotations.NullMarked;
