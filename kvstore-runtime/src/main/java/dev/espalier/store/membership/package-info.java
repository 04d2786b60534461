/** Who belongs to the cluster: a list with an epoch, which every node keeps and all nodes come to agree on. */
@NullMarked
package dev.espalier.store.membership;

import org.jspecify.annotations.NullMarked;
