package dev.espalier.synth.emit;

import dev.espalier.core.Sha256;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Synthesis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a search that found a core left in its folder.
 *
 * @param folder where
 * @param start what was searched for
 * @param end how it ended
 * @param design the core's design in words; may be empty
 * @param core the core's file
 * @param proof the proof's file
 */
public record SearchFolder(Path folder, Event.Start start, Event.End end, String design, String core, String proof) {
    /** The search's journal in its folder. */
    public static final String JOURNAL = "journal.jsonl";

    /**
     * Reads {@code folder}.
     *
     * @throws EmissionException if no search left a proved core there, or another than its journal says
     */
    public static SearchFolder read(Path folder) throws IOException, EmissionException {
        Path journal = folder.resolve(JOURNAL);
        if (!Files.isRegularFile(journal)) {
            throw new EmissionException(
                    folder.toString(),
                    "it is no folder of a search: it has no " + JOURNAL,
                    "Name one that espalier synth wrote, or search first: espalier synth SPEC");
        }
        List<Event> events = Journal.read(journal);
        Event.Start start = first(events, Event.Start.class)
                .orElseThrow(() -> new EmissionException(
                        journal.toString(), "it does not say what the search is for", "Search again"));
        String again = "espalier synth " + start.specification() + " -o " + folder;
        Event.End end = first(events.reversed(), Event.End.class)
                .orElseThrow(() -> new EmissionException(
                        journal.toString(), "the search did not come to its end", "Go on with it: " + again));
        if (!end.outcome().equals("proved")) {
            throw new EmissionException(
                    journal.toString(),
                    "the search ended without a proved core (" + end.outcome() + ")",
                    end.outcome().equals("budget")
                            ? "Search again with more time: " + again + " --budget 2h"
                            : end.outcome().equals(Synthesis.Result.UNDECIDED)
                            ? "Search again when the machine has more time and memory; what was judged is kept: " + again
                            : "The report beside it says why; give the search another specification");
        }
        return new SearchFolder(
                folder,
                start,
                end,
                events.stream()
                        .filter(Event.Designed.class::isInstance)
                        .map(Event.Designed.class::cast)
                        .filter(designed -> designed.id() == end.id())
                        .map(Event.Designed::words)
                        .findFirst()
                        .orElse(""),
                text(folder.resolve("Core.v"), end.coreHash(), again),
                text(folder.resolve("Proof.v"), end.proofHash(), again));
    }

    private static <E extends Event> Optional<E> first(List<Event> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String text(Path file, String hash, String again) throws IOException, EmissionException {
        if (!Files.isRegularFile(file)) {
            throw new EmissionException(
                    file.toString(), "the search's journal speaks of it, and it is missing", "Search again: " + again);
        }
        String text = Files.readString(file);
        if (!Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).equals(hash)) {
            throw new EmissionException(
                    file.toString(),
                    "it is not the file that the search ended with: its hash is not the journal's",
                    "Restore it, or search again: " + again);
        }
        return text;
    }
}
