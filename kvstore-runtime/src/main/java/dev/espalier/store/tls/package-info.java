/** TLS for clients and peers: keys and certificates from files, checked before they hold, replaced while the node runs. */
@NullMarked
package dev.espalier.store.tls;

import org.jspecify.annotations.NullMarked;
