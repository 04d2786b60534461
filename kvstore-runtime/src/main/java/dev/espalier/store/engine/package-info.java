/** The node's logic without network or disk: client proxy, replica, pending puts, replay. */
@NullMarked
package dev.espalier.store.engine;

import org.jspecify.annotations.NullMarked;
