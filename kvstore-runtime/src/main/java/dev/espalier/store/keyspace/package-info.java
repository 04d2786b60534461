/** Which keys there are and until when: values with deadlines, and an index that can be scanned while it changes. */
@NullMarked
package dev.espalier.store.keyspace;

import org.jspecify.annotations.NullMarked;
