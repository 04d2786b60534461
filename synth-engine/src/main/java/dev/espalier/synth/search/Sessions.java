package dev.espalier.synth.search;

import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import dev.espalier.synth.prover.coqidetop.CoqIdeTopSource;
import dev.espalier.synth.prover.session.CachingSession;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.SentenceCache;
import dev.espalier.synth.prover.session.SessionLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sessions with the prover where a specification is loaded; sentences that were judged before are not judged again. */
final class Sessions {
    private static final long CACHE_BYTES = 256L << 20;
    private static final SessionLimits LIMITS = within(SessionLimits.DEFAULT, Settings.USUAL.sentence());

    private Sessions() {}

    private static SessionLimits within(SessionLimits limits, Duration sentence) {
        return new SessionLimits(
                sentence, sentence, limits.grace(), limits.memoryBytes(), limits.outputMax(), limits.deaths());
    }

    /** Sessions where nothing is loaded, and the prover itself is asked each time. */
    static ProverSession.Source plain(CoqIdeTop top) {
        return new CoqIdeTopSource(top, List.of(), "", LIMITS);
    }

    /**
     * Sessions for {@code compiled}.
     *
     * @param kept where judgements are kept
     * @param sources hashes of what is compiled: another source is another judgement
     * @param settings say how much memory a prover may use, and how long a sentence may take
     */
    static ProverSession.Source of(
            CoqIdeTop top, Path kept, CompiledSpecification compiled, Map<String, String> sources, Settings settings)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < compiled.loadPath().size(); i += 3) {
            arguments.addAll(List.of(
                    "-Q",
                    compiled.folder().resolve(compiled.loadPath().get(i + 1)).toString(),
                    compiled.loadPath().get(i + 2)));
        }
        CoqIdeTopSource source = new CoqIdeTopSource(
                top,
                arguments,
                sources.toString(),
                within(LIMITS, settings.sentence()).withMemory(settings.proverBytes()));
        SentenceCache cache = new SentenceCache(kept, CACHE_BYTES);
        return new ProverSession.Source() {
            @Override
            public String foundation() {
                return source.foundation();
            }

            @Override
            public ProverSession open() {
                return new CachingSession(source, cache);
            }
        };
    }
}
