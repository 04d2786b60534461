package dev.espalier.synth.agent;

/**
 * Who is asked for what; one model may have all roles.
 *
 * @param deductive makes the moves
 * @param proposer is asked for lemmas where a proof is refused again and again
 * @param reloader is asked for another representation where the moves come to nothing
 */
public record Roles(Dialogue.Model deductive, Dialogue.Model proposer, Dialogue.Model reloader) {
    /** One model for all. */
    public static Roles all(Dialogue.Model model) {
        return new Roles(model, model, model);
    }
}
