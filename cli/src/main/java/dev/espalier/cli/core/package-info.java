/** Cores and their certificates. */
@NullMarked
package dev.espalier.cli.core;

import org.jspecify.annotations.NullMarked;
