package dev.espalier.synth.agent;

/**
 * How an agent's work ended.
 *
 * @param outcome in a word
 * @param why in words
 * @param usage of all roles
 * @param dollars what that costs by the prices given
 * @param turns of all roles
 * @param pivots how often the reloader was asked
 */
public record AgentResult(Outcome outcome, String why, Usage usage, double dollars, int turns, int pivots) {
    /** The ways to end. */
    public enum Outcome {
        /** The development is closed and audited. */
        CLOSED,
        /** The model stops before that. */
        GAVE_UP,
        /** The model declines. */
        REFUSED,
        /** A cap is reached. */
        CAPPED,
        /** The provider gives no turns. */
        FAILED
    }
}
