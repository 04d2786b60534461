/** {@code espalier spec suggest}: which specification somebody means, found, asked for and shown. */
@NullMarked
package dev.espalier.cli.suggest;

import org.jspecify.annotations.NullMarked;
