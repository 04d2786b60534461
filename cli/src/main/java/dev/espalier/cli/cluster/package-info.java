/** Nodes as separate processes on this machine. */
@NullMarked
package dev.espalier.cli.cluster;

import org.jspecify.annotations.NullMarked;
