/** Backups: having a node make one, keeping it elsewhere, beginning a cluster from it. */
@NullMarked
package dev.espalier.cli.backup;

import org.jspecify.annotations.NullMarked;
