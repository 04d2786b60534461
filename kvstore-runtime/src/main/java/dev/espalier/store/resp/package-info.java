/** The Redis serialization protocol: requests in, replies out, versions 2 and 3. */
@NullMarked
package dev.espalier.store.resp;

import org.jspecify.annotations.NullMarked;
