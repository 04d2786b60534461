/** How commands talk to a person: failures, progress, tables. */
@NullMarked
package dev.espalier.cli.terminal;

import org.jspecify.annotations.NullMarked;
