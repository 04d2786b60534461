package dev.espalier.synth.shape;

/** What a machine is made of: its two states and three payloads. */
public enum Part {
    CLIENT("client_state", "client"),
    REPLICA("replica_state", "replica"),
    GET("get_payload", "get"),
    ANSWER("answer_payload", "answer"),
    PUT("put_payload", "put");

    private final String type;
    private final String word;

    Part(String type, String word) {
        this.type = type;
        this.word = word;
    }

    /** The type's name in the module type {@code CORE}. */
    public String type() {
        return type;
    }

    /** What names of a core and its relations begin with. */
    public String word() {
        return word;
    }

    /** Whether one client's doing alone makes it, so that this client is at hand wherever it is. */
    public boolean hasClient() {
        return this != REPLICA;
    }
}
