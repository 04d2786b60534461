/** Who may do what: users, their passwords, and the commands, keys and channels that each may use. */
@NullMarked
package dev.espalier.store.access;

import org.jspecify.annotations.NullMarked;
