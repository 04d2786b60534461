/** The node's disk: one RocksDB that holds the input log, the outbox, the inbox and who this node is. */
@NullMarked
package dev.espalier.store.storage;

import org.jspecify.annotations.NullMarked;
