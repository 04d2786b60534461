/** Tokens by which a client's session goes on at another node. */
@NullMarked
package dev.espalier.store.session;

import org.jspecify.annotations.NullMarked;
