package dev.espalier.synth.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.rank.Spread;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of the journal: a move, what came of it, and what it cost. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Event.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = Event.Understood.class, name = "understood"),
    @JsonSubTypes.Type(value = Event.Designed.class, name = "design"),
    @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Event.Grown.class, name = "grown"),
    @JsonSubTypes.Type(value = Event.Defined.class, name = "defined"),
    @JsonSubTypes.Type(value = Event.Proved.class, name = "proved"),
    @JsonSubTypes.Type(value = Event.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Event.Proposed.class, name = "proposed"),
    @JsonSubTypes.Type(value = Event.Weakened.class, name = "weakened"),
    @JsonSubTypes.Type(value = Event.Generalised.class, name = "generalised"),
    @JsonSubTypes.Type(value = Event.Stalled.class, name = "stalled"),
    @JsonSubTypes.Type(value = Event.Audited.class, name = "audited"),
    @JsonSubTypes.Type(value = Event.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Event.Unmeasured.class, name = "unmeasured"),
    @JsonSubTypes.Type(value = Event.End.class, name = "end")
})
public sealed interface Event {
    /**
     * A search begins.
     *
     * @param format of the journal
     * @param sources the frozen sources, SHA-256 in hexadecimal by path
     * @param bounds what else the result depends on
     */
    record Start(
            int format,
            String specification,
            Map<String, String> sources,
            String prover,
            long seed,
            String policy,
            long budgetSeconds,
            Bounds bounds)
            implements Event {
        /** A journal from before bounds were written down is of a search under the usual ones. */
        public Start(
                int format,
                String specification,
                Map<String, String> sources,
                String prover,
                long seed,
                String policy,
                long budgetSeconds,
                @Nullable Bounds bounds) {
            this.format = format;
            this.specification = specification;
            this.sources = sources;
            this.prover = prover;
            this.seed = seed;
            this.policy = policy;
            this.budgetSeconds = budgetSeconds;
            this.bounds = bounds == null ? Bounds.of(Settings.USUAL) : bounds;
        }
    }

    /**
     * What the result of a search depends on besides specification, seed, prover and time. How many searches go on side by
     * side is not among it.
     *
     * @param designs most designs to take up
     * @param candidates after how many distinct closed cores to stop
     * @param proverMebibytes most memory of one prover
     * @param hammering whether CoqHammer is asked where it is installed
     * @param samples how many cores are drawn where no proof is asked for; 0 where one is
     * @param without the faculties that the search lacks
     */
    record Bounds(
            int designs, int candidates, long proverMebibytes, boolean hammering, int samples, List<String> without) {
        /** A journal from before searches could lack anything is of one that lacks nothing. */
        public Bounds(
                int designs,
                int candidates,
                long proverMebibytes,
                boolean hammering,
                int samples,
                @Nullable List<String> without) {
            this.designs = designs;
            this.candidates = candidates;
            this.proverMebibytes = proverMebibytes;
            this.hammering = hammering;
            this.samples = samples;
            this.without = without == null ? List.of() : List.copyOf(without);
        }

        /** Those of a search that lacks nothing. */
        public Bounds(int designs, int candidates, long proverMebibytes, boolean hammering) {
            this(designs, candidates, proverMebibytes, hammering, 0, List.of());
        }

        /** Those of {@code settings}. */
        public static Bounds of(Settings settings) {
            return new Bounds(
                    settings.designsMax(),
                    settings.candidates(),
                    settings.proverBytes() >> 20,
                    settings.hammering(),
                    settings.configuration().has(Faculty.PROOF) ? 0 : settings.samples(),
                    settings.configuration().words());
        }
    }

    /** A search that was cut off goes on under other bounds than so far. */
    record Resumed(long budgetSeconds, Bounds bounds) implements Event {}

    /** The specification's pieces, which designs choose representations for. */
    record Understood(List<String> leaves, long millis) implements Event {}

    /**
     * A design is taken up.
     *
     * @param parent the design that it was made from; -1 for the first
     * @param words the whole design
     * @param choices the representation of each piece
     * @param reason why: the cause of the parent's failure
     */
    record Designed(int id, int parent, String words, Map<String, String> choices, String reason) implements Event {}

    /**
     * A design does not do.
     *
     * @param kind of cause
     * @param leaf the piece that is to blame, if one is
     * @param after the method that brought it about, if one did
     * @param cause in words
     */
    record Failed(int id, String kind, String leaf, String after, String cause, long millis) implements Event {}

    /** Method bodies were found for a design. */
    record Grown(int id, String core, long millis) implements Event {}

    /** The prover accepts definitions, relation and statement, every obligation a hole. */
    record Defined(int id, int holes, long millis) implements Event {}

    /** An obligation is closed. */
    record Proved(int id, String obligation, String tactic, int holes, long millis) implements Event {}

    /** The prover refuses a step. */
    record Refused(int id, String step, String kind, String message, String goal, long millis) implements Event {}

    /**
     * An obligation stays open, and lemmas are proposed that may close it. The relation has them from here on: what the
     * prover then says of the design is said with them.
     *
     * @param lemmas each held on all steps that it was tried on; in Rocq, after the part that it is about
     */
    record Proposed(int id, String obligation, List<String> lemmas, long millis) implements Event {}

    /**
     * Facts of the relation, though true in runs, are not shown to be kept up by a step: the relation has them no longer.
     *
     * @param obligation the step
     * @param facts each, and what stands in its place if anything does
     */
    record Weakened(int id, String obligation, List<String> facts, long millis) implements Event {}

    /**
     * A goal that stayed open was made into a lemma, with variables for what it does not depend on.
     *
     * @param statement the lemma, in Rocq
     * @param verdict {@code proved}, {@code refuted} by small values, or {@code open}
     * @param words by what it was proved or refuted; empty if it stays open
     */
    record Generalised(int id, String obligation, String statement, String verdict, String words, long millis)
            implements Event {}

    /**
     * The search makes no progress, and takes another way.
     *
     * @param id the design at which that was noticed
     * @param level 1: another of the designs that wait comes first; 2: none waits, and one that was put off is taken up again;
     *     3: the log of those that failed says what else to represent otherwise
     * @param reason what shows that there is no progress
     * @param pivot what is done about it
     */
    record Stalled(int id, int level, String reason, String pivot) implements Event {}

    /**
     * A check of a finished core.
     *
     * @param cutOff whether it did not come to its end
     */
    record Audited(int id, String check, boolean passed, boolean cutOff, String detail, long millis) implements Event {
        /** What came of it, in a word or two. */
        public String verdict() {
            return passed ? "passed" : cutOff ? "did not come to its end" : "did not pass";
        }
    }

    /**
     * A closed core was run beside the reference core and the other closed ones, in turn.
     *
     * @param id the design of the core; -1 for the reference
     * @param core what people call it
     * @param nanos nanoseconds of processor time an operation takes
     * @param speedup how many times as fast as the reference in the same round
     * @param growth how many times as long an operation takes after ten times as many puts
     */
    record Measured(int id, String core, Spread nanos, Spread speedup, double growth, long millis) implements Event {
        /** Of {@code measurement}. */
        static Measured of(Measurement measurement, long millis) {
            return new Measured(
                    measurement.id(),
                    measurement.name(),
                    measurement.nanos(),
                    measurement.speedup(),
                    measurement.growth(),
                    millis);
        }

        /** The same as the race has it. */
        public Measurement measurement() {
            return new Measurement(id, core, nanos, speedup, growth);
        }
    }

    /** The speed of a closed core could not be told. */
    record Unmeasured(int id, String reason) implements Event {}

    /**
     * The search is over.
     *
     * @param outcome {@code proved}, {@code exhausted}, {@code budget} or {@code interrupted}
     * @param id the design of the core; -1 if there is none
     */
    record End(String outcome, int id, String coreHash, String proofHash, long millis) implements Event {}
}
