/** Runs the processes of a cluster on this machine: start, status, kill, restart, stop. */
@NullMarked
package dev.espalier.bench.harness;

import org.jspecify.annotations.NullMarked;
