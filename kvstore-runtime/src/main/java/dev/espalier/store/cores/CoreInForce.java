package dev.espalier.store.cores;

import java.util.Locale;

/**
 * Which core a data directory is run by since a swap, as its file {@value #FILE} says it. A directory without the file is
 * run by the core of the settings.
 *
 * @param name the core's name
 * @param hash the hash that identifies it, and its archive in the directory
 * @param forced whether it was swapped in although its certificate does not verify
 * @param epoch how many times a swap has changed the shape of the state; 0 before the first
 * @param database {@value #FIRST_DATABASE} while it is the directory itself that holds the database; the name of the
 *     folder in it that does since the last epoch
 */
public record CoreInForce(String name, String hash, boolean forced, long epoch, String database) {
    static final String FILE = "core-in-force";

    /** The database of a directory in its first epoch. */
    public static final String FIRST_DATABASE = "db";

    /** The same, with {@code core} in force. */
    public CoreInForce with(CoreShelf.Shelved core) {
        return new CoreInForce(
                core.name(), core.hash(), !core.loaded().identity().isVerified(), epoch, database);
    }

    /** A line a field. */
    String text() {
        return "format 1\nname " + name + "\nhash " + hash + "\nforced " + (forced ? "yes" : "no") + "\nepoch " + epoch
                + "\ndatabase " + database + "\n";
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @throws IllegalArgumentException if it did not
     */
    static CoreInForce parse(String text) {
        String[] lines = text.split("\n", -1);
        String[] names = {"format", "name", "hash", "forced", "epoch", "database"};
        String[] values = new String[names.length];
        if (lines.length != names.length + 1 || !lines[names.length].isEmpty()) {
            throw new IllegalArgumentException("it has " + lines.length + " lines");
        }
        for (int i = 0; i < names.length; i++) {
            if (!lines[i].startsWith(names[i] + " ")) {
                throw new IllegalArgumentException("line " + (i + 1) + " is not \"" + names[i] + " ...\"");
            }
            values[i] = lines[i].substring(names[i].length() + 1);
        }
        if (!values[0].equals("1")
                || !values[2].matches("[0-9a-f]{64}")
                || !values[3].toLowerCase(Locale.ROOT).matches("yes|no")
                || !values[4].matches("[0-9]{1,18}")
                || !values[5].matches("db|epoch-[0-9]{1,18}")) {
            throw new IllegalArgumentException("a line is not as this version writes it");
        }
        return new CoreInForce(values[1], values[2], values[3].equals("yes"), Long.parseLong(values[4]), values[5]);
    }
}
