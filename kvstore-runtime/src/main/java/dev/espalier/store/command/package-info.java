/** The commands: a table of what each is called and takes, and a class a group that carries them out. */
@NullMarked
package dev.espalier.store.command;

import org.jspecify.annotations.NullMarked;
