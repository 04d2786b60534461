/** What a node tells a monitor: figures in the format of Prometheus, and whether it is alive and ready, over HTTP. */
@NullMarked
package dev.espalier.store.metrics;

import org.jspecify.annotations.NullMarked;
