package dev.espalier.store.command;

import dev.espalier.store.config.OutputLimits;

/** What an operator may change while the node runs. The event loop owns it. */
public final class LiveSettings {
    private long waitLimitMillis;
    private int connectionsMax;
    private boolean refusesReadModifyWrite;
    private boolean isProtected;
    private boolean dropsExpired = true;
    private OutputLimits outputLimits;
    private long memoryBytesMax;
    private int minReplicasToWrite;
    private int minReplicasMaxLagSeconds = 10;

    /** Everything as the settings of the same names say. */
    public LiveSettings(
            long waitLimitMillis,
            int connectionsMax,
            boolean refusesReadModifyWrite,
            boolean isProtected,
            OutputLimits outputLimits) {
        this.waitLimitMillis = waitLimitMillis;
        this.connectionsMax = connectionsMax;
        this.refusesReadModifyWrite = refusesReadModifyWrite;
        this.isProtected = isProtected;
        this.outputLimits = outputLimits;
    }

    /** Sets how much memory keys may take, in bytes, before commands that may add some are refused; 0 for no limit. */
    public void memoryBytesMax(long bytes) {
        memoryBytesMax = bytes;
    }

    /** How much memory keys may take, in bytes; 0 for no limit. */
    public long memoryBytesMax() {
        return memoryBytesMax;
    }

    /** Sets how many other nodes must be linked for writes to be taken; 0 for any number. */
    public void minReplicasToWrite(int least) {
        minReplicasToWrite = least;
    }

    int minReplicasToWrite() {
        return minReplicasToWrite;
    }

    /** Sets within how many seconds such a node must have been heard of; 0 takes writes always. */
    public void minReplicasMaxLagSeconds(int most) {
        minReplicasMaxLagSeconds = most;
    }

    /** Within how many seconds a node must have been heard of to count. */
    public int minReplicasMaxLagSeconds() {
        return minReplicasMaxLagSeconds;
    }

    /** How much clients may leave lying of what they are sent. */
    public OutputLimits outputLimits() {
        return outputLimits;
    }

    void outputLimits(OutputLimits limits) {
        outputLimits = limits;
    }

    /** The longest wait of a read for its dependencies, in milliseconds. */
    public long waitLimitMillis() {
        return waitLimitMillis;
    }

    void waitLimitMillis(long millis) {
        waitLimitMillis = millis;
    }

    /** Most connections of clients at once. */
    public int connectionsMax() {
        return connectionsMax;
    }

    void connectionsMax(int most) {
        connectionsMax = most;
    }

    boolean refusesReadModifyWrite() {
        return refusesReadModifyWrite;
    }

    void refusesReadModifyWrite(boolean refuses) {
        refusesReadModifyWrite = refuses;
    }

    /** Refuses {@code what}, which reads a key and writes it, where the operator wants none of that. */
    void requireReadModifyWrite(String what) {
        if (refusesReadModifyWrite) {
            throw new CommandError("ERR " + what + " reads a key and writes what depends on it, which is atomic at one "
                    + "node alone, and read-modify-write is set to refuse; use plain puts, or CONFIG SET "
                    + "read-modify-write node");
        }
    }

    /** Whether clients from elsewhere are refused while no password is set. */
    public boolean isProtected() {
        return isProtected;
    }

    void isProtected(boolean chosen) {
        isProtected = chosen;
    }

    /** Whether expired keys are dropped before anyone asks for them. */
    public boolean dropsExpired() {
        return dropsExpired;
    }

    void dropsExpired(boolean chosen) {
        dropsExpired = chosen;
    }
}
