package dev.espalier.store.access;

/** Which commands rules may speak of. */
public interface CommandNames {
    /** Whether there is a command, or with a bar a subcommand, of this lower-case name. */
    boolean isCommand(String name);

    /** Whether the command of this lower-case name consists of subcommands. */
    boolean hasSubcommands(String name);

    /** Whether there is a category of this lower-case name. */
    boolean isCategory(String name);
}
