/** Counts that one thread keeps and others are shown copies of: plain fields, no locks, nothing allocated. */
@NullMarked
package dev.espalier.store.measure;

import org.jspecify.annotations.NullMarked;
