/** Certificates and core folders: what is written beside the generated Java. */
@NullMarked
package dev.espalier.bridge.certificate;

import org.jspecify.annotations.NullMarked;
