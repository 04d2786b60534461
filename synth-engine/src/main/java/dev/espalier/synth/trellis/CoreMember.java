package dev.espalier.synth.trellis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a core consists of, in the order of {@code framework/Core.v}, which has the last word: a core is checked against it. */
public enum CoreMember {
    CLIENT_STATE("Type"),
    REPLICA_STATE("Type"),
    GET_PAYLOAD("Type"),
    ANSWER_PAYLOAD("Type"),
    PUT_PAYLOAD("Type"),
    CLIENT_INIT("client -> client_state"),
    REPLICA_INIT("replica -> value -> replica_state"),
    GET_REQUEST("key -> client -> client_state -> get_payload * client_state"),
    GET_GUARD("key -> get_payload -> client -> replica -> replica_state -> bool"),
    GET("key -> get_payload -> client -> replica -> replica_state -> value * answer_payload * replica_state"),
    GET_RESPONSE("key -> value -> answer_payload -> client -> client_state -> client_state"),
    PUT_REQUEST("key -> value -> nat -> client -> client_state -> put_payload * client_state"),
    PUT_GUARD("key -> value -> put_payload -> client -> replica -> replica_state -> bool"),
    PUT("key -> value -> put_payload -> client -> replica -> replica_state -> replica_state"),
    PUT_SEEN("key -> value -> put_payload -> client -> replica -> replica_state -> bool");

    private final String type;

    CoreMember(String type) {
        this.type = type;
    }

    /** Its name in Rocq. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its type in Rocq, where the parameters are imported. */
    public String type() {
        return type;
    }

    /** The one that is called {@code word}. */
    public static Optional<CoreMember> called(String word) {
        return Arrays.stream(values())
                .filter(member -> member.word().equals(word))
                .findFirst();
    }
}
