/** Faults while a load runs: schedules of them, by hand or by chance, and what brings them about on a local cluster. */
@NullMarked
package dev.espalier.bench.nemesis;

import org.jspecify.annotations.NullMarked;
