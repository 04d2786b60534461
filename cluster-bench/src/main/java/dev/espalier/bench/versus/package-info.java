/** A store and Redis beside each other on one machine, in alternating runs of the same load at the same durability. */
@NullMarked
package dev.espalier.bench.versus;

import org.jspecify.annotations.NullMarked;
