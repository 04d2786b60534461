package dev.espalier.synth.explore;

/**
 * Which programs are searched: all up to this size, the smallest first, each once up to renaming of keys and order of
 * clients, every put with a value of its own. Where a machine has labels, each with every choice of two labels for its
 * values and of what its clients care for. Their number grows exponentially with the operations.
 *
 * @param clients at most so many, 1 to 6
 * @param operations at most so many in all, 1 to 12
 * @param keys at most so many, 1 to 5
 */
public record ProgramBounds(int clients, int operations, int keys) {
    public ProgramBounds {
        if (clients < 1 || clients > 6 || operations < 1 || operations > 12 || keys < 1 || keys > 5) {
            throw new IllegalArgumentException("programs have 1 to 6 clients, 1 to 12 operations and 1 to 5 keys, not "
                    + clients + ", " + operations + " and " + keys);
        }
    }

    /** Three clients, four operations, two keys: some hundred programs, about a second. */
    public static ProgramBounds usual() {
        return new ProgramBounds(3, 4, 2);
    }

    /** In words. */
    public String text() {
        return "all programs of at most %d clients, %d operations and %d keys, clients in one order"
                .formatted(clients, operations, keys);
    }

    String words() {
        return clients + " " + operations + " " + keys;
    }
}
