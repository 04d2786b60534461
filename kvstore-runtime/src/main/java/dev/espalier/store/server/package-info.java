/** Client connections: bytes to commands, replies held until they are durable, reads that wait. */
@NullMarked
package dev.espalier.store.server;

import org.jspecify.annotations.NullMarked;
