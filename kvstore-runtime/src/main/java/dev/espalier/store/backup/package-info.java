/**
 * Copies of what a node holds: taken while it serves, checked by hash, kept in a folder or in an object store, and restored
 * as the beginning of a new cluster.
 */
@NullMarked
package dev.espalier.store.backup;

import org.jspecify.annotations.NullMarked;
