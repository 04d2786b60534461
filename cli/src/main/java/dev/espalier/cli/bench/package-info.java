/** Load and its figures, histories and their verdicts. */
@NullMarked
package dev.espalier.cli.bench;

import org.jspecify.annotations.NullMarked;
