/** A node in a container, for users' own tests. It uses no module of the store: it knows the image alone. */
@NullMarked
package dev.espalier.testcontainers;

import org.jspecify.annotations.NullMarked;
