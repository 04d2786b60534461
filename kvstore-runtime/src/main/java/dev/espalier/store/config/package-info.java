/** What a node is told when it starts, and the one error that says why it would not. */
@NullMarked
package dev.espalier.store.config;

import org.jspecify.annotations.NullMarked;
