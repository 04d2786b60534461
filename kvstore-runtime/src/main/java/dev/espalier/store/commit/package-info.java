/** The cycle of a tick: make everything recorded in it durable, then let its effects out. */
@NullMarked
package dev.espalier.store.commit;

import org.jspecify.annotations.NullMarked;
