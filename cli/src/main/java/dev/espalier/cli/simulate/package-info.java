/** The command that runs simulated clusters. */
@NullMarked
package dev.espalier.cli.simulate;

import org.jspecify.annotations.NullMarked;
