/** The changes of a node's state that its log tells of, by names that stay. */
@NullMarked
package dev.espalier.store.event;

import org.jspecify.annotations.NullMarked;
