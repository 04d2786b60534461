package dev.espalier.synth.trellis;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.emit.SearchFolder;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.search.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Leaves a closed development in its folder as a search leaves what it found: core, proof and a journal that names them. */
final class Ending {
    /** Who proposed the moves, in the journal. */
    static final String POLICY = "moves";

    private Ending() {}

    static void write(Trellis trellis, Synthesis.Foundation foundation, List<Finding> findings, long millis)
            throws IOException {
        Path folder = trellis.folder();
        String core = trellis.core();
        String proof = trellis.proof();
        Files.writeString(folder.resolve("Core.v"), core);
        Files.writeString(folder.resolve("Proof.v"), proof);
        Path file = folder.resolve(SearchFolder.JOURNAL);
        Files.deleteIfExists(file);
        try (Journal journal = Journal.open(file)) {
            journal.add(new Event.Start(
                    Synthesis.FORMAT,
                    trellis.specification().name(),
                    foundation.sources(),
                    foundation.prover(),
                    0,
                    POLICY,
                    0,
                    Event.Bounds.of(Settings.USUAL)));
            journal.add(new Event.Designed(0, -1, "grown by moves of " + who(trellis), Map.of(), "proposed by hand"));
            journal.add(new Event.Grown(0, core, 0));
            for (Finding finding : findings) {
                journal.add(new Event.Audited(
                        0,
                        finding.check(),
                        finding.passed(),
                        finding.cutOff(),
                        finding.detail(),
                        finding.took().toMillis()));
            }
            journal.add(new Event.End("proved", 0, Closing.hash(core), Closing.hash(proof), millis));
        }
    }

    private static String who(Trellis trellis) {
        return trellis.record().stream()
                .filter(Entry.Moved.class::isInstance)
                .map(entry -> ((Entry.Moved) entry).by())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }
}
