package dev.espalier.bench.load;

import dev.espalier.bench.resp.RespReplyReader.Token;

/** A request on the wire; a read-modify-write is two of them. */
enum Request {
    GET(OperationKind.GET, false),
    PUT(OperationKind.PUT, true),
    DELETE(OperationKind.DELETE, true),
    INSERT(OperationKind.INSERT, true),
    READ_TO_MODIFY(OperationKind.READ_MODIFY_WRITE, false),
    WRITE_BACK(OperationKind.READ_MODIFY_WRITE, true),
    SCAN(OperationKind.SCAN, false);

    private static final Request[] BY_CODE = values();

    private final OperationKind kind;
    private final boolean writes;

    Request(OperationKind kind, boolean writes) {
        this.kind = kind;
        this.writes = writes;
    }

    /** The first request of an operation of {@code kind}. */
    static Request of(OperationKind kind) {
        return switch (kind) {
            case GET -> GET;
            case PUT -> PUT;
            case DELETE -> DELETE;
            case INSERT -> INSERT;
            case READ_MODIFY_WRITE -> READ_TO_MODIFY;
            case SCAN -> SCAN;
        };
    }

    static Request of(int code) {
        return BY_CODE[code];
    }

    /** What {@link #of(int)} takes. */
    @SuppressWarnings("EnumOrdinal") // never leaves the process
    int code() {
        return ordinal();
    }

    OperationKind kind() {
        return kind;
    }

    boolean writes() {
        return writes;
    }

    /** Whether a reply of this type, which is no error, answers it, or begins the answer to a scan. */
    boolean accepts(Token token) {
        if (this == DELETE) {
            return token == Token.INTEGER;
        }
        if (this == SCAN) {
            return token == Token.ARRAY;
        }
        return writes ? token == Token.STATUS : token == Token.BULK || token == Token.NULL;
    }

    String title() {
        return switch (this) {
            case DELETE -> "delete";
            case SCAN -> "scan";
            default -> writes ? "put" : "get";
        };
    }
}
