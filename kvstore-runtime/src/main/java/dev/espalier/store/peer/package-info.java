/** Links between nodes: each node sends its own puts on a connection it makes and gets acknowledgements back on it. */
@NullMarked
package dev.espalier.store.peer;

import org.jspecify.annotations.NullMarked;
