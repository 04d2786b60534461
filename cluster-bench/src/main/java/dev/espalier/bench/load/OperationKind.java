package dev.espalier.bench.load;

/** What an operation does. */
public enum OperationKind {
    /** GET of a key. */
    GET("get"),
    /** SET of a key that the run knows. */
    PUT("put"),
    /** DEL of a key. */
    DELETE("delete"),
    /** SET of a key that was never written before. */
    INSERT("insert"),
    /** GET of a key and, after its answer, SET of the same: one operation, as long as both. */
    READ_MODIFY_WRITE("read-modify-write"),
    /** MGET of a key and of those with the next numbers. */
    SCAN("scan");

    private final String title;

    OperationKind(String title) {
        this.title = title;
    }

    /** Its place in arrays that have one for each kind. */
    @SuppressWarnings("EnumOrdinal") // arrays of a running process only
    int index() {
        return ordinal();
    }

    /** What it is called in reports, in the singular. */
    public String title() {
        return title;
    }
}
