/** Running one node in the foreground. */
@NullMarked
package dev.espalier.cli.serve;

import org.jspecify.annotations.NullMarked;
