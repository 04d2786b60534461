package dev.espalier.synth.machine;

/** Sees every call of runs, with what was put. */
public interface Watcher {
    /**
     * A call was made.
     *
     * @param before what was put before it
     * @param after what was put with it: more, if it formed a put
     */
    void called(Observation call, Puts before, Puts after);
}
