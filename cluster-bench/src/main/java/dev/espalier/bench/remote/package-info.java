/** Benches away from this machine: an inventory says which hosts run nodes and generators, and a shell reaches them. */
@NullMarked
package dev.espalier.bench.remote;

import org.jspecify.annotations.NullMarked;
