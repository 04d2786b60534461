package dev.espalier.synth.search;

import dev.espalier.synth.prover.session.SessionLimits;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long and how a search looks.
 *
 * @param seed of the specification's runs; the same seed gives the same search
 * @param budget wall-clock time; what is running when it ends is cut off
 * @param designsMax most designs to take up
 * @param candidates after how many distinct closed cores to stop; the fastest of them is the result
 * @param chosen the design to end with, however fast others are; {@link #FASTEST} for none
 * @param searches how many designs or obligations are worked on side by side, at least 1, each with a prover; whatever it
 *     is, the result is the same
 * @param proverBytes most memory of one prover, in bytes
 * @param sentence most time for a sentence, by the clock; a prover may take as long to start
 * @param hammering whether CoqHammer is asked where it is installed
 * @param further most time for others once a core is closed, within the budget
 * @param samples how many cores a search draws that does without proofs ({@link Faculty#PROOF}), at least 1
 * @param configuration which faculties the search has
 */
public record Settings(
        long seed,
        Duration budget,
        int designsMax,
        int candidates,
        int chosen,
        int searches,
        long proverBytes,
        Duration sentence,
        boolean hammering,
        Duration further,
        int samples,
        Configuration configuration) {
    private static final Duration SENTENCE = Duration.ofSeconds(60);
    private static final int USUAL_SAMPLES = 5;

    /** No design in particular. */
    public static final int FASTEST = -1;

    public Settings {
        if (candidates < 1) {
            throw new IllegalArgumentException("a search for " + candidates + " cores finds none");
        }
        if (searches < 1) {
            throw new IllegalArgumentException(searches + " searches find nothing");
        }
        if (samples < 1) {
            throw new IllegalArgumentException("the best of " + samples + " cores is none");
        }
    }

    /** One search, which stops at the first closed core. */
    public Settings(long seed, Duration budget, int designsMax) {
        this(
                seed,
                budget,
                designsMax,
                1,
                FASTEST,
                1,
                SessionLimits.DEFAULT.memoryBytes(),
                SENTENCE,
                true,
                budget,
                USUAL_SAMPLES,
                Configuration.FULL);
    }

    /** The components while one of them is changed. */
    private static final class Draft {
        private long seed;
        private Duration budget;
        private int designsMax;
        private int candidates;
        private int chosen;
        private int searches;
        private long proverBytes;
        private Duration sentence;
        private boolean hammering;
        private Duration further;
        private int samples;
        private Configuration configuration;

        Draft(Settings settings) {
            seed = settings.seed;
            budget = settings.budget;
            designsMax = settings.designsMax;
            candidates = settings.candidates;
            chosen = settings.chosen;
            searches = settings.searches;
            proverBytes = settings.proverBytes;
            sentence = settings.sentence;
            hammering = settings.hammering;
            further = settings.further;
            samples = settings.samples;
            configuration = settings.configuration;
        }

        Settings settings() {
            return new Settings(
                    seed,
                    budget,
                    designsMax,
                    candidates,
                    chosen,
                    searches,
                    proverBytes,
                    sentence,
                    hammering,
                    further,
                    samples,
                    configuration);
        }
    }

    private Settings changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same, which stops at the {@code wanted}th distinct core. */
    public Settings withCandidates(int wanted) {
        return changed(draft -> draft.candidates = wanted);
    }

    /** The same, which ends with the core of {@code design}. */
    public Settings endingWith(int design) {
        return changed(draft -> draft.chosen = design);
    }

    /** The same with {@code count} searches side by side. */
    public Settings withSearches(int count) {
        return changed(draft -> draft.searches = count);
    }

    /** The same, in which a prover may take {@code bytes} of memory. */
    public Settings withProverBytes(long bytes) {
        return changed(draft -> draft.proverBytes = bytes);
    }

    /** The same, which does not ask CoqHammer. */
    public Settings withoutHammer() {
        return changed(draft -> draft.hammering = false);
    }

    /** The same, which draws {@code count} cores where it does without proofs. */
    public Settings withSamples(int count) {
        return changed(draft -> draft.samples = count);
    }

    /** The same, which looks for others no longer than {@code time} once a core is closed. */
    public Settings withFurther(Duration time) {
        return changed(draft -> draft.further = time);
    }

    /** The same, in which a sentence may take {@code time}. */
    public Settings withSentence(Duration time) {
        return changed(draft -> draft.sentence = time);
    }

    /** The same with another seed. */
    public Settings withSeed(long other) {
        return changed(draft -> draft.seed = other);
    }

    /** The same search, which has other faculties. */
    public Settings in(Configuration other) {
        return changed(draft -> draft.configuration = other);
    }

    /** How many cores are wanted before one of them is taken. */
    int wanted() {
        return !configuration.has(Faculty.PROOF) ? samples : configuration.has(Faculty.PERFORMANCE) ? candidates : 1;
    }

    /** Half an hour. */
    public static final Settings USUAL = new Settings(1, Duration.ofMinutes(30), 400);
}
