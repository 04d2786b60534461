/** A whole cluster of production nodes over simulated time, network, disks and clients, in one thread: one seed, one run. */
@NullMarked
package dev.espalier.simulation;

import org.jspecify.annotations.NullMarked;
