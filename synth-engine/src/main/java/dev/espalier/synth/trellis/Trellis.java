package dev.espalier.synth.trellis;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.search.Portfolio;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An open development in a folder: takes moves, grades them, keeps the record. Whoever proposes them, a move counts only if
 * the rails let it through and the prover accepts the whole development with it. For one thread.
 */
public final class Trellis implements AutoCloseable {
    /** The record's format. */
    public static final int FORMAT = 1;

    /** Who is said to have made the moves that the portfolio of tactics makes. */
    public static final String SEARCH = "search";

    private final Path folder;
    private final Specification specification;
    private final Synthesis.Foundation foundation;
    private final DraftText text;
    private final ProverSession session;
    private final MoveHistory history;
    private final Grader grader;
    private final Inspection inspection;
    private final Closing closing;

    private Trellis(
            Path folder,
            Specification specification,
            Synthesis synthesis,
            Synthesis.Foundation foundation,
            MoveHistory history)
            throws IOException {
        this.folder = folder;
        this.specification = specification;
        this.foundation = foundation;
        this.history = history;
        text = new DraftText(foundation.compiled().loading(), specification.name());
        session = foundation.sessions().open();
        Checker checker = new Checker(session);
        grader = new Grader(text, checker);
        inspection = new Inspection(text, checker, session);
        closing = new Closing(specification, synthesis, foundation);
    }

    /**
     * Begins a development for {@code specification}, or goes on with the one that is in {@code folder}.
     *
     * @param target how a user names the specification: its name or its file
     * @param bytes most memory of the prover
     * @throws GateFailure if the specification does not compile
     * @throws IOException if the folder has the development of another specification, or it is open elsewhere
     */
    public static Trellis open(Path folder, Specification specification, String target, Synthesis synthesis, long bytes)
            throws IOException, InterruptedException, GateFailure {
        Path file = folder.resolve(MoveLog.FILE);
        checkFree(folder, file);
        MoveLog log = MoveLog.open(file);
        try {
            List<Entry> entries = MoveLog.read(file);
            Synthesis.Foundation foundation = synthesis.foundation(specification, bytes);
            try {
                if (entries.isEmpty()) {
                    Entry.Opened opened = new Entry.Opened(
                            FORMAT, specification.name(), target, foundation.sources(), foundation.prover());
                    log.add(opened);
                    entries = List.of(opened);
                }
                checkSame(file, specification, foundation, entries);
                return new Trellis(folder, specification, synthesis, foundation, new MoveHistory(file, log, entries));
            } catch (IOException | RuntimeException e) {
                foundation.close();
                throw e;
            }
        } catch (IOException | InterruptedException | GateFailure | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** What closes a development writes files into its folder; it must not be the folder of anything else. */
    private static void checkFree(Path folder, Path file) throws IOException {
        if (Files.isRegularFile(file) || !Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is no folder; name another");
        }
        try (Stream<Path> there = Files.list(folder)) {
            Optional<Path> other = there.findFirst();
            if (other.isPresent()) {
                throw new IOException(
                        folder + " has files already, such as " + other.get().getFileName()
                                + ", and is no development; name an empty folder, or one that is not there yet");
            }
        }
    }

    private static void checkSame(
            Path file, Specification specification, Synthesis.Foundation foundation, List<Entry> entries)
            throws IOException {
        if (!(entries.getFirst() instanceof Entry.Opened opened)) {
            throw new IOException(file + " does not begin with what it is for; open another folder");
        }
        if (!opened.specification().equals(specification.name())) {
            throw new IOException(file + " is a development for " + opened.specification() + " and not for "
                    + specification.name() + "; open another folder");
        }
        if (!opened.sources().equals(foundation.sources())) {
            throw new IOException("the sources of " + specification.name() + " changed since " + file
                    + " was opened; restore them, or open another folder: a statement stays what it was");
        }
    }

    /** The specification that a core is grown for. */
    public Specification specification() {
        return specification;
    }

    /** Where the record is, and what is closed will be. */
    public Path folder() {
        return folder;
    }

    /** The record so far. */
    public List<Entry> record() {
        return history.entries();
    }

    /** What was refused, the last first: a line with the move's number and the objection. */
    public List<String> refused() {
        return history.refused();
    }

    /** The names of what is missing, in order. */
    public List<String> holes() {
        return history.draft().holes();
    }

    /** The core's file as it is; holes are comments. */
    public String core() {
        return text.coreFile(history.draft());
    }

    /** The proof's file as it is; holes are {@code Admitted}. */
    public String proof() {
        return text.proofFile(history.draft());
    }

    /** Grades {@code move}, and makes it if it is accepted. The record has it in any case. */
    public Grade apply(Move move, String by) throws IOException, InterruptedException {
        Grader.Graded graded = grader.grade(move, history);
        history.add(move, by, graded.grade(), graded.after());
        return graded.grade();
    }

    /**
     * What {@code name} is about, and what is left of it after {@code tactics}; nothing changes.
     *
     * @param tactics may be empty
     */
    public Look look(String name, String tactics) throws InterruptedException {
        return inspection.look(history.draft(), name, tactics);
    }

    /**
     * What the prover says to a question, asked where the refinement is to be proved.
     *
     * @param question one sentence that begins with Print, Check, Search, About or Locate
     */
    public String ask(String question) throws InterruptedException {
        return inspection.ask(history.draft(), question);
    }

    /** Tries the kit's tactics on the hole {@code name}, the cheapest first; the move that closes it, if one does. */
    public Optional<Move> search(String name) throws IOException, InterruptedException {
        if (!history.draft().isProvable(name)) {
            return Optional.empty();
        }
        List<String> tactics = Stream.concat(Portfolio.tactics(false).stream(), Portfolio.tactics(true).stream())
                .toList();
        for (String tactic : tactics) {
            Look after = look(name, tactic);
            if (after.refused().isEmpty() && after.goals().isEmpty()) {
                Move move = new Move.Prove(name, tactic);
                if (apply(move, SEARCH) instanceof Grade.Accepted) {
                    return Optional.of(move);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The audit of every grown core, on what there is: each finding goes to {@code found}. Whether the development may be
     * emitted.
     */
    public boolean audit(Consumer<Finding> found) throws IOException, InterruptedException, GateFailure {
        Entry.Closed closed = closing.audit(holes(), core(), proof(), found);
        history.add(closed);
        return closed.passed();
    }

    /**
     * Audits the development and, if it passes, leaves it in the folder as a search leaves what it found, to be emitted.
     * Otherwise the files have what there is, under the names of a partial result.
     */
    public boolean finish(Consumer<Finding> found) throws IOException, InterruptedException, GateFailure {
        long start = System.nanoTime();
        List<Finding> findings = new ArrayList<>();
        boolean passed = audit(finding -> {
            findings.add(finding);
            found.accept(finding);
        });
        if (passed) {
            Ending.write(
                    this,
                    foundation,
                    findings,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } else {
            Files.writeString(folder.resolve("Partial.v"), core());
            Files.writeString(folder.resolve("PartialProof.v"), proof());
        }
        return passed;
    }

    @Override
    public void close() throws IOException {
        session.close();
        try (foundation) {
            history.close();
        }
    }
}
