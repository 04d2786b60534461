package dev.espalier.simulation;

/** One end of a simulated connection. */
interface Endpoint {
    /** Bytes for it leave the other end now: what it makes of them comes back when they arrive. */
    default Runnable leaving(byte[] bytes) {
        return () -> arrived(bytes);
    }

    /** Bytes are here. */
    void arrived(byte[] bytes);

    /** The connection is gone. */
    void closed();

    /** The other end has taken bytes: there is room for more. */
    default void hasRoom() {}
}
