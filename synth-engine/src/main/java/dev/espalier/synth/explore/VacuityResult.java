package dev.espalier.synth.explore;

import java.util.Optional;

/**
 * Whether a machine does anything at all, over all programs up to a size. Nothing here is a verdict: suite
 * specifications, for example, have a {@code put_seen} that is always false.
 *
 * @param machine its name
 * @param bounds the programs
 * @param programs how many were explored to their end
 * @param extent how far the exploration went
 * @param getGuard what the guard of gets said
 * @param putGuard what the guard of puts said of puts that had not gone in
 * @param putGuardAgain what it said of puts that had
 * @param remoteVisible a get that returns another client's put, if any was found
 * @param stuckPut a replica at which puts are pending and none can go in, if any was found
 * @param refusedGet a replica at which none is pending and a get is refused, if any was found
 * @param seenProblem how {@code put_seen} contradicts guards and puts, if it does
 * @param replicasCounted why the replicas had to be counted, if they had; then {@code stuckPut}, {@code refusedGet} and
 *     {@code seenProblem} were not looked for
 */
public record VacuityResult(
        String machine,
        ProgramBounds bounds,
        int programs,
        Extent extent,
        GuardAnswers getGuard,
        GuardAnswers putGuard,
        GuardAnswers putGuardAgain,
        Optional<Witness> remoteVisible,
        Optional<Witness> stuckPut,
        Optional<Witness> refusedGet,
        Optional<SeenProblem> seenProblem,
        Optional<String> replicasCounted) {
    /** How often a guard was true and false. */
    public record GuardAnswers(long yes, long no) {
        /** It was asked, and never true. */
        public boolean neverTrue() {
            return yes == 0 && no > 0;
        }

        /** It was asked, and never false. */
        public boolean alwaysTrue() {
            return no == 0 && yes > 0;
        }
    }

    /**
     * A contradiction of {@code put_seen}.
     *
     * @param what for example {@code a put that is seen is enabled}
     * @param witness how the replica comes to it
     */
    public record SeenProblem(String what, Witness witness) {}

    /** The machine does nothing between clients: no remote put was ever seen in programs that were all explored. */
    public boolean vacuous() {
        return remoteVisible.isEmpty() && extent.exceeded().isEmpty();
    }
}
