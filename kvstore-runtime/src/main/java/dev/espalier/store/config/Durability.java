package dev.espalier.store.config;

/**
 * When a node considers a batch of inputs safe enough to answer for. Every level survives the death of the process
 * ({@code kill -9}) without losing anything acknowledged, because the write-ahead log is in the kernel's hands before
 * any reply or peer message leaves; they differ in what survives the loss of power or of the kernel.
 */
public enum Durability {
    /** Synced to the device before every reply: an acknowledged put survives power loss. */
    ALWAYS("always"),
    /**
     * Synced once a second, off the event loop: power loss may take up to the last second (plus the time of one sync)
     * of acknowledged puts. Puts received from peers are acknowledged for trimming only once synced, so the peers still
     * hold what this node loses. Own puts lost that way, yet seen by a peer, are detected at the next handshake and the
     * link refuses to run rather than reuse their numbers.
     */
    EVERYSEC("everysec"),
    /** Synced whenever the kernel pleases: power loss may take anything not yet written back, some 30 seconds. */
    NONE("none");

    private final String text;

    Durability(String text) {
        this.text = text;
    }

    /** The level as users type it. */
    public String text() {
        return text;
    }
}
