package dev.espalier.store.storage;

/** The families of rows that a node's disk holds, each ordered by its keys' unsigned bytes. */
public enum RowFamily {
    /** 8-byte big-endian index to the records of a tick; empty where the state itself is kept. */
    INPUT_LOG("input-log"),
    /** Own put number to body. */
    OUTBOX("outbox"),
    /** Origin and number of a pending put to its body. */
    INBOX("inbox"),
    /** Whose the disk is, marks, epochs, and the state without its entries. */
    META("meta"),
    /** Entries of the core's state, and the keys that hold a value. */
    STATE("state");

    private final String title;

    RowFamily(String title) {
        this.title = title;
    }

    /** Its name on the disk. */
    public String title() {
        return title;
    }
}
