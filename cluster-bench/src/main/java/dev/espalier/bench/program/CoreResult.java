package dev.espalier.bench.program;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A core's rounds of one program.
 *
 * @param core which core
 * @param rounds in the order in which they ran; empty for a core that was left out after a round without an end
 */
public record CoreResult(CoreIdentification core, List<RoundResult> rounds) {
    public CoreResult {
        rounds = List.copyOf(rounds);
    }

    /** Operations a second of the rounds that count, in order; those without an end are left out. */
    public List<Double> measured() {
        return measured(RoundResult::operationsPerSecond);
    }

    private List<Double> measured(Function<RoundResult, Double> figure) {
        return rounds.stream()
                .filter(round ->
                        round.phase() == RoundResult.Phase.MEASURED && round.outcome() == RoundResult.Outcome.COMPLETE)
                .map(figure)
                .toList();
    }

    /** Operations a second of the rounds that count; empty when there are none. */
    public Optional<Spread> operationsPerSecond() {
        return spread(measured());
    }

    /** Processor time an operation of the rounds that count, in microseconds; empty when there are none. */
    public Optional<Spread> cpuMicrosPerOperation() {
        return spread(measured(RoundResult::cpuMicrosPerOperation));
    }

    /** This core's rate over that of {@code base}, round by round; empty when one has none. */
    public Optional<Spread> ratioTo(CoreResult base) {
        return spread(Spread.ratios(measured(), base.measured()));
    }

    private static Optional<Spread> spread(List<Double> figures) {
        return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
    }

    /** The cold round, if the core's processes began with this program. */
    public Optional<RoundResult> cold() {
        return rounds.stream()
                .filter(round -> round.phase() == RoundResult.Phase.COLD)
                .findFirst();
    }

    /** The round that did not end, if there is one. */
    public Optional<RoundResult> unfinished() {
        return rounds.stream()
                .filter(round -> round.outcome() != RoundResult.Outcome.COMPLETE)
                .findFirst();
    }

    /** Rounds whose replicas differ at the end. */
    public long roundsWithDifferences() {
        return rounds.stream()
                .filter(round -> round.outcome() == RoundResult.Outcome.COMPLETE && !round.replicasAlike())
                .count();
    }

    /**
     * Whether what must not happen happened: a node that failed, puts that never came, a count that is not what all
     * programs put, or replicas of a converging core that differ.
     */
    public boolean hasFaults() {
        return rounds.stream()
                        .anyMatch(round -> round.outcome() == RoundResult.Outcome.STUCK
                                || round.outcome() == RoundResult.Outcome.FAILED
                                || (round.outcome() == RoundResult.Outcome.COMPLETE && round.missing() != 0))
                || (core.converges() && roundsWithDifferences() > 0);
    }
}
