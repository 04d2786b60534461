/** The commands that tie the modules together, and where the project's files are. */
@NullMarked
package dev.espalier.cli;

import org.jspecify.annotations.NullMarked;
