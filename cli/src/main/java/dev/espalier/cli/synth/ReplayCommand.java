package dev.espalier.cli.synth;

import dev.espalier.cli.Folders;
import dev.espalier.cli.spec.Library;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.search.Journal;
import dev.espalier.synth.search.Settings;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches again, from nothing. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Search again as a journal says it was done, with nothing of that search at hand: no judged sentence, no"
                    + " compiled file. The core and its proof must come out the same, byte for byte.",
            "Of a development by moves, of a hand, an agent or a model, the moves of its moves.jsonl are judged again, and"
                    + " what was audited then is audited again.",
            "Exit code 1 if they do not, or if the specification is no longer the one of the journal."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth replay .espalier/synth/strong-causal+/journal.jsonl",
            "  espalier synth replay .espalier/trellis/strong-mr/moves.jsonl"
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOURNAL", description = "The journal of a finished search, or a record of moves.")
    private Path file;

    @Mixin
    private PoolOptions pool;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ReplayCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException(file + " is no file; name a journal.jsonl or moves.jsonl");
        }
        return RecordedMoves.isRecord(file)
                ? new RecordedMoves(file, spec.commandLine().getOut()).replay()
                : searchAgain();
    }

    private int searchAgain() throws IOException, InterruptedException {
        List<Event> events = Journal.read(file);
        Event.Start start = first(events, Event.Start.class, "does not say what it is a search for");
        Event.End end =
                first(events, Event.End.class, "is of a search that did not come to its end; go on with it first");
        Library library = Library.open();
        Specification specification = library.find(start.specification());
        Path work = Files.createTempDirectory("espalier-replay");
        List<Event> again = new ArrayList<>();
        try (Engine engine = Engine.open(library, work);
                Watcher watcher = Watcher.of(spec.commandLine().getErr())) {
            Settings settings = pool.in(asThen(start, end, events));
            engine.run(specification, settings, List.of(), event -> {
                again.add(event);
                watcher.event(event);
            });
        } finally {
            Folders.delete(work);
        }
        Event.Start now = first(again, Event.Start.class, "");
        if (!now.sources().equals(start.sources())) {
            throw new CommandFailedException("the sources of " + start.specification()
                    + " are not those of the journal; check out the older ones");
        }
        Event.End ended = first(again, Event.End.class, "");
        boolean same = ended.outcome().equals(end.outcome())
                && ended.coreHash().equals(end.coreHash())
                && ended.proofHash().equals(end.proofHash());
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                same
                        ? "the same: " + ended.outcome() + ", core " + ended.coreHash()
                        : "not the same: " + end.outcome() + " " + end.coreHash() + " then, " + ended.outcome() + " "
                                + ended.coreHash() + " now" + otherProver(start, now));
        out.flush();
        return same ? 0 : 1;
    }

    private static Settings asThen(Event.Start start, Event.End end, List<Event> events) {
        Event.Bounds bounds = Synthesis.bounds(events);
        Settings settings = new Settings(start.seed(), Duration.ofSeconds(start.budgetSeconds()), bounds.designs())
                .withCandidates(candidates(events))
                .withProverBytes(bounds.proverMebibytes() << 20)
                .withSamples(Math.max(1, bounds.samples()))
                .in(Configuration.lacking(bounds.without()))
                .endingWith(end.id());
        return bounds.hammering() ? settings : settings.withoutHammer();
    }

    /** What may be the reason for another result: another prover, or that one of the two had CoqHammer. */
    private static String otherProver(Event.Start then, Event.Start now) {
        return then.prover().equals(now.prover())
                ? ""
                : "; the prover was " + then.prover() + " then, and is " + now.prover() + " now";
    }

    /** How many cores were closed: which of them is the fastest another machine may see otherwise. */
    private static int candidates(List<Event> events) {
        return (int) Math.max(
                1,
                events.stream()
                        .map(event -> switch (event) {
                            case Event.Measured measured -> measured.id();
                            case Event.Unmeasured unmeasured -> unmeasured.id();
                            default -> Contender.REFERENCE;
                        })
                        .filter(id -> id != Contender.REFERENCE)
                        .distinct()
                        .count());
    }

    private <E extends Event> E first(List<Event> events, Class<E> type, String otherwise) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(file + " " + otherwise));
    }
}
