/**
 * The programs mode: nodes whose clients run inside them, timed until every put is applied everywhere, in rounds that
 * alternate between cores. Nodes are processes, started by a command line and spoken to over their standard streams.
 */
@NullMarked
package dev.espalier.bench.program;

import org.jspecify.annotations.NullMarked;
