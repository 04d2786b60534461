/** A node of the replicated store, put together: start one with {@link dev.espalier.store.Node#start}. */
@NullMarked
package dev.espalier.store;

import org.jspecify.annotations.NullMarked;
