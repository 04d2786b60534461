package dev.espalier.synth.gate;

/** Why the gate stays shut. The message names the place, the cause, what the prover said, and the next step. */
public final class GateFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SAID_CHARACTERS_MAX = 4_000;

    /** The kinds of reason. */
    public enum Reason {
        /** The core's manifest cannot be read, contradicts itself, or does not name what is there. */
        MANIFEST_INVALID,
        /** A specification file differs from its frozen hash, is missing, or is not frozen. */
        SPECIFICATION_CHANGED,
        /** A proof has a hole: {@code Admitted}, {@code admit}, {@code give_up}. */
        HOLE,
        /** Something is assumed that no proof may assume: an axiom, or a parameter outside a module type. */
        AXIOM,
        /** A source gives a command that a proof has no use for, or cannot be read beyond doubt. */
        FORBIDDEN_COMMAND,
        /** The prover refuses a file. */
        COMPILATION_FAILED,
        /** The proof module does not prove the statement, or another core is extracted than the one proved. */
        STATEMENT_MISMATCH,
        /** A theorem rests on something besides the parameters of every core. */
        ASSUMPTION_NOT_ALLOWED,
        /** The independent checker refuses the compiled proof, or reports something unsound in it. */
        CHECKER_FAILED,
        /** The prover does not behave as a prover: nothing it says counts. */
        PROVER_BROKEN,
        /** A program exceeded its time limit. */
        TIMEOUT,
        /** Extraction did not give the expected OCaml, or OCaml does not compile it. */
        EXTRACTION_FAILED
    }

    private final Reason reason;
    private final String place;
    private final String cause;
    private final String said;

    /**
     * @param reason the kind
     * @param place a file relative to {@code specs/}, with a line where there is one
     * @param cause what is wrong there
     * @param nextStep what to do about it
     */
    GateFailure(Reason reason, String place, String cause, String nextStep) {
        this(reason, place, cause, "", nextStep);
    }

    /** As above; {@code said} is what the program said, of which the beginning is kept. */
    GateFailure(Reason reason, String place, String cause, String said, String nextStep) {
        super(place + ": " + cause + ". " + nextStep + "." + (said.isEmpty() ? "" : "\n" + bounded(said)));
        this.reason = reason;
        this.place = place;
        this.cause = cause;
        this.said = bounded(said);
    }

    /** The kind of reason. */
    public Reason reason() {
        return reason;
    }

    /** Whether this tells of the program that was asked, which was stopped or did not answer, and not of what was asked. */
    public boolean isCutOff() {
        return reason == Reason.TIMEOUT || reason == Reason.PROVER_BROKEN;
    }

    /** A file relative to {@code specs/}, with a line where there is one. */
    public String place() {
        return place;
    }

    /** What is wrong there. */
    public String cause() {
        return cause;
    }

    /** What the program said, empty if no program did; long texts are cut. */
    public String said() {
        return said;
    }

    private static String bounded(String said) {
        return said.length() <= SAID_CHARACTERS_MAX
                ? said
                : said.substring(0, SAID_CHARACTERS_MAX) + "\n[" + (said.length() - SAID_CHARACTERS_MAX)
                        + " more characters]";
    }
}
