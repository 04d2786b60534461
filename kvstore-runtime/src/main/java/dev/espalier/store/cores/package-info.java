/** Finding a core by name and checking that its certificate is the certificate of what was found. */
@NullMarked
package dev.espalier.store.cores;

import org.jspecify.annotations.NullMarked;
