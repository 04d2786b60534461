/**
 * What a verified core is: its methods, the payloads it exchanges, and the certificate that says why it may be trusted.
 * This package depends on nothing; everything else depends on it.
 */
@NullMarked
package dev.espalier.core;

import org.jspecify.annotations.NullMarked;
