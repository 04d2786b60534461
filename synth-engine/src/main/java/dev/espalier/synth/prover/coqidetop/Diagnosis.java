package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.ProverError;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which kind of error a message of Coq's tells. The protocol does not say, so it is read off the wording of Coq 8.16 to
 * Rocq 9; a message with another wording is of a broader kind, never of a wrong one.
 */
final class Diagnosis {
    private record Rule(ProverError error, Pattern wording) {}

    /** The first that fits counts: the more particular before the broader. */
    private static final List<Rule> RULES = List.of(
            rule(ProverError.ANOMALY, "^\\s*Anomaly\\b"),
            rule(ProverError.MEMORY, "^\\s*(Stack overflow|Out of memory)"),
            rule(ProverError.TIMEOUT, "^\\s*(The command has reached.*timeout|Timeout!?)|\\bTactic timeout"),
            rule(ProverError.INTERRUPTED, "^\\s*User interrupt"),
            rule(ProverError.TACTIC_FAILURE, "^\\s*(Ltac call to .* failed\\.\\s*)?Tactic failure"),
            rule(ProverError.SYNTAX, "^\\s*Syntax [Ee]rror"),
            rule(ProverError.UNIVERSE, "[Uu]niverse (inconsistency|constraints? )|Universe .* (not|un)bound"),
            rule(
                    ProverError.UNSOLVED_GOAL,
                    "Attempt to save (an incomplete proof|a proof with)|(This|The current) (sub)?proof is (not finished|not complete)"
                            + "|Current bullet .* is not finished|Wrong bullet|This proof is not complete"
                            + "|There are pending proofs|is not fully unfocused"),
            rule(
                    ProverError.UNKNOWN_REFERENCE,
                    "was not found in the current|No such (hypothesis|assumption|section variable)|Unbound (value|constructor|reference)"
                            + "|(Cannot find|Unable to locate).*(library|path|module)|Cannot find (a|the)? ?physical path"
                            + "|is not a defined object|Unknown (scope|interpretation|option)"
                            + "|Unable to locate|No (object|field) .* (found|named)|There is no (flag|option)"),
            rule(
                    ProverError.RECURSION,
                    "Recursive (definition|call)|is ill-formed\\.|[Nn]on strictly positive|Cannot guess decreasing|Unguarded recursive|corecursive"),
            rule(
                    ProverError.TYPE,
                    "\\bhas type\\b.*(while it is expected|which should be|which is not|in which)"
                            + "|Illegal application|The type of this term is|is not a type|should be .*(Set|Prop|Type)"
                            + "|Cannot infer|Incorrect elimination|Found type|Unable to satisfy the following constraints"
                            + "|expected to have|but is used on|ill-typed|not convertible"));

    private Diagnosis() {}

    private static Rule rule(ProverError error, String wording) {
        return new Rule(error, Pattern.compile(wording, Pattern.DOTALL));
    }

    /**
     * The kind of {@code message}.
     *
     * @param parsing whether the sentence was not yet executed when it came
     * @param inProof whether a proof was open, in which what fails is a tactic
     */
    static ProverError of(String message, boolean parsing, boolean inProof) {
        for (Rule rule : RULES) {
            if (rule.wording.matcher(message).find()) {
                return rule.error;
            }
        }
        if (parsing) {
            return ProverError.SYNTAX;
        }
        return inProof ? ProverError.TACTIC_FAILURE : ProverError.OTHER;
    }
}
