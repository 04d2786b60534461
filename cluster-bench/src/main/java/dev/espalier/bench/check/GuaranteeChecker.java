package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges a history by each guarantee, in one pass of {@link CausalPlusChecker} and one over the sessions it blames. */
public final class GuaranteeChecker {
    /** What no guarantee allows: reads of what was never put, or not yet. */
    private static final Set<ViolationKind> NEVER_ALLOWED = EnumSet.of(
            ViolationKind.NOT_DIFFERENTIATED,
            ViolationKind.THIN_AIR_READ,
            ViolationKind.WRONG_KEY_READ,
            ViolationKind.FUTURE_READ,
            ViolationKind.CAUSALITY_CYCLE);

    private GuaranteeChecker() {}

    /**
     * What was found.
     *
     * @param verdict of causal+
     * @param guarantees of each guarantee
     * @param together stale gets that break no session guarantee by themselves, only several together
     */
    public record Outcome(Verdict verdict, Map<Guarantee, GuaranteeVerdict> guarantees, long together) {
        public Outcome {
            guarantees = Map.copyOf(guarantees);
        }

        /** The verdict of {@code guarantee}. */
        public GuaranteeVerdict of(Guarantee guarantee) {
            GuaranteeVerdict found = guarantees.get(guarantee);
            if (found == null) {
                throw new IllegalArgumentException(guarantee + " was not judged");
            }
            return found;
        }
    }

    /** Judges {@code history}, putting the first {@code detailsPerKind} violations of each kind into words. */
    public static Outcome check(History history, int detailsPerKind) {
        StaleReads stale = new StaleReads();
        CausalPlusChecker.Findings findings = CausalPlusChecker.find(history, detailsPerKind, stale);
        Verdict verdict = findings.verdict();
        Map<Guarantee, GuaranteeVerdict> guarantees = new EnumMap<>(Guarantee.class);
        SessionGuarantees sessions = findings.happensBefore() == null || stale.size() == 0
                ? null
                : SessionGuarantees.classify(
                        history, findings.readsFrom(), findings.happensBefore(), stale, detailsPerKind);
        for (Guarantee guarantee : Guarantee.values()) {
            Set<ViolationKind> counted = counted(guarantee);
            long violations = 0;
            for (ViolationKind kind : counted) {
                violations += verdict.count(kind);
            }
            List<Violation> details = new ArrayList<>();
            verdict.details().stream()
                    .filter(violation -> counted.contains(violation.kind()))
                    .forEach(details::add);
            if (sessions != null) {
                ViolationLog log = sessions.log(guarantee);
                violations += log.counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                details.addAll(log.details());
            }
            guarantees.put(guarantee, new GuaranteeVerdict(guarantee, violations, details));
        }
        return new Outcome(verdict, guarantees, sessions == null ? 0 : sessions.unclassified());
    }

    /** The kinds of the causal+ checker that break {@code guarantee}. */
    private static Set<ViolationKind> counted(Guarantee guarantee) {
        return switch (guarantee) {
            case CAUSAL_PLUS -> EnumSet.allOf(ViolationKind.class);
            case CAUSAL -> EnumSet.complementOf(EnumSet.of(ViolationKind.DIVERGENCE));
            default -> NEVER_ALLOWED;
        };
    }
}
