/** {@code espalier spec}: which specifications there are, what they allow, and whether a file is one. */
@NullMarked
package dev.espalier.cli.spec;

import org.jspecify.annotations.NullMarked;
