package dev.espalier.core.lang;

/** A branch was reached that the proof shows to be unreachable: the running code is not the code that was proved. */
public final class AbsurdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which branch.
     *
     * @param place the position in the extracted source
     */
    public AbsurdException(String place) {
        super("reached a branch that the proof excludes, at " + place
                + "; the running code is not what was proved: verify the core's certificate");
    }
}
