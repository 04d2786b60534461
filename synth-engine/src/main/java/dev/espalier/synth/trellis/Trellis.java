package dev.espalier.synth.trellis;

import dev.espalier.core.Sha256;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.Theorem;
import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Answered;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.Verdict;
import dev.espalier.synth.search.Portfolio;
import dev.espalier.synth.search.Synthesis;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> QUESTIONS = Set.of("Print", "Check", "Search", "About", "Locate");

    private final Path folder;
    private final Specification specification;
    private final Synthesis synthesis;
    private final Synthesis.Foundation foundation;
    private final DraftText text;
    private final ProverSession session;
    private final Checker checker;
    private final MoveLog log;
    private final List<Entry> entries;
    /** What there was after each accepted move, by the move's number. */
    private final Map<Integer, Draft> drafts = new LinkedHashMap<>();

    private Draft draft = Draft.EMPTY;
    private int moves;

    private Trellis(
            Path folder,
            Specification specification,
            Synthesis synthesis,
            Synthesis.Foundation foundation,
            MoveLog log,
            List<Entry> entries)
            throws IOException {
        this.folder = folder;
        this.specification = specification;
        this.synthesis = synthesis;
        this.foundation = foundation;
        this.log = log;
        this.entries = new ArrayList<>(entries);
        this.text = new DraftText(foundation.compiled().loading(), specification.name());
        this.session = foundation.sessions().open();
        this.checker = new Checker(session);
        drafts.put(0, draft);
        for (Entry entry : entries) {
            if (entry instanceof Entry.Moved moved) {
                moves = moved.number();
                if (moved.grade() instanceof Grade.Accepted accepted) {
                    repeat(moved, accepted);
                }
            }
        }
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
                return new Trellis(folder, specification, synthesis, foundation, log, entries);
            } catch (IOException | RuntimeException e) {
                foundation.close();
                throw e;
            }
        } catch (IOException | InterruptedException | GateFailure | RuntimeException e) {
            log.close();
            throw e;
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

    private void repeat(Entry.Moved moved, Grade.Accepted accepted) throws IOException {
        try {
            Draft after = next(moved.move());
            for (String name : accepted.reopened()) {
                after = after.reopened(name);
            }
            draft = after;
            drafts.put(moved.number(), draft);
        } catch (RefusedMoveException e) {
            throw new IOException(
                    folder.resolve(MoveLog.FILE) + ": move " + moved.number() + " was accepted and is no longer one ("
                            + e.getMessage() + "); open another folder",
                    e);
        }
    }

    private Draft next(Move move) throws RefusedMoveException {
        if (move instanceof Move.Revert(String to) && to.chars().allMatch(Character::isDigit) && !to.isEmpty()) {
            Draft then = to.length() > 9 ? null : drafts.get(Integer.parseInt(to));
            if (then == null) {
                throw new RefusedMoveException(
                        "name", "no accepted move has the number " + to + "; accepted ones are " + drafts.keySet());
            }
            return then;
        }
        return draft.after(move);
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
        return List.copyOf(entries);
    }

    /** What was refused, the last first: a line with the move's name and the objection. */
    public List<String> refused() {
        return entries.reversed().stream()
                .filter(Entry.Moved.class::isInstance)
                .map(Entry.Moved.class::cast)
                .filter(moved -> moved.grade() instanceof Grade.Refused)
                .map(moved -> {
                    Grade.Refused grade = (Grade.Refused) moved.grade();
                    return "move " + moved.number() + ", " + grade.kind() + " in " + grade.item() + ": "
                            + grade.message().lines().findFirst().orElse("");
                })
                .toList();
    }

    /** The names of what is missing, in order. */
    public List<String> holes() {
        return draft.holes();
    }

    /** The core's file as it is; holes are comments. */
    public String core() {
        return text.coreFile(draft);
    }

    /** The proof's file as it is; holes are {@code Admitted}. */
    public String proof() {
        return text.proofFile(draft);
    }

    /** Grades {@code move}, and makes it if it is accepted. The record has it in any case. */
    public Grade apply(Move move, String by) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Draft after = draft;
        Grade grade;
        try {
            after = next(move);
            List<String> reopened = new ArrayList<>();
            Optional<Checker.Objection> objection = checker.check(text.sentences(after));
            while (objection.isPresent() && mayReopen(move, after, objection.get())) {
                String name = objection.get().where().item();
                reopened.add(name);
                after = after.reopened(name);
                objection = checker.check(text.sentences(after));
            }
            grade = objection.isPresent()
                    ? refused(objection.get(), since(start))
                    : new Grade.Accepted(after.holes(), reopened, since(start));
        } catch (RefusedMoveException e) {
            grade = new Grade.Refused(
                    Grade.By.RAILS, e.kind(), "", "", String.valueOf(e.getMessage()), List.of(), since(start));
        }
        int number = moves + 1;
        Entry entry = new Entry.Moved(number, by, move, grade);
        log.add(entry);
        entries.add(entry);
        moves = number;
        if (grade instanceof Grade.Accepted) {
            draft = after;
            drafts.put(number, draft);
        }
        return grade;
    }

    /** Going back may take the ground from proofs, and they are holes then; a limit that was exceeded says nothing of them. */
    private static boolean mayReopen(Move move, Draft draft, Checker.Objection objection) {
        boolean back = move instanceof Move.Repair(String name, String ignored)
                        && !objection.where().item().equals(name)
                || move instanceof Move.Revert;
        String item = objection.where().item();
        boolean proved = draft.theorems().containsKey(item)
                || draft.find(item).flatMap(Item::proof).isPresent();
        return back && proved && objection.verdict().error().lasting();
    }

    private static Grade refused(Checker.Objection objection, long millis) {
        return new Grade.Refused(
                Grade.By.PROVER,
                objection.verdict().error().name(),
                objection.where().item(),
                objection.where().sentence(),
                objection.verdict().message(),
                objection.goals(),
                millis);
    }

    /**
     * What {@code name} is about, and what is left of it after {@code tactics}; nothing changes.
     *
     * @param tactics may be empty
     */
    public Look look(String name, String tactics) throws InterruptedException {
        Optional<CoreMember> member = CoreMember.called(name);
        if (member.isPresent()) {
            return new Look(name, name + " : " + member.get().type(), said("Print S." + name + "."), List.of(), "");
        }
        Optional<Theorem> theorem = Draft.theorem(name);
        Optional<Item> item = draft.find(name);
        if (theorem.isEmpty() && item.isEmpty()) {
            return new Look(name, "", "", List.of(), "there is no " + name + "; holes are " + holes());
        }
        String states = theorem.isPresent()
                ? DraftText.statement(theorem.get())
                : item.orElseThrow().text();
        if (theorem.isEmpty() && item.orElseThrow().kind() != Item.Kind.LEMMA) {
            return new Look(name, states, "", List.of(), "");
        }
        List<String> sentences = new ArrayList<>(List.of(states, "Proof."));
        try {
            sentences.addAll(tactics.isBlank() ? List.of() : CoqSentences.split(Rails.tactics(name, tactics)));
        } catch (RefusedMoveException e) {
            return new Look(name, states, "", List.of(), String.valueOf(e.getMessage()));
        }
        Verdict verdict = checker.tried(text.before(draft, name), sentences);
        return new Look(
                name,
                states,
                "",
                Checker.shown(verdict),
                verdict instanceof Rejected rejected ? rejected.message() : "");
    }

    /**
     * What the prover says to a question, asked where the refinement is to be proved.
     *
     * @param question one sentence that begins with Print, Check, Search, About or Locate
     */
    public String ask(String question) throws InterruptedException {
        List<String> sentences = CoqSentences.split(question);
        String first = question.strip().split("\\W", 2)[0];
        if (sentences.size() != 1 || !QUESTIONS.contains(first)) {
            return "a question is one sentence that begins with one of "
                    + QUESTIONS.stream().sorted().toList();
        }
        return said(sentences.getFirst());
    }

    private String said(String question) throws InterruptedException {
        Optional<Checker.Objection> objection = checker.check(text.before(draft, Theorem.REFINEMENT.word()));
        if (objection.isPresent()) {
            return objection.get().verdict().message();
        }
        return switch (session.query(question)) {
            case Rejected rejected -> rejected.message();
            case Answered answered -> answered.text();
        };
    }

    /** Tries the kit's tactics on the hole {@code name}, the cheapest first; the move that closes it, if one does. */
    public Optional<Move> search(String name) throws IOException, InterruptedException {
        boolean provable = draft.find(name)
                        .filter(item -> item.kind() == Item.Kind.LEMMA && item.isHole())
                        .isPresent()
                || (Draft.theorem(name).isPresent() && !draft.theorems().containsKey(name));
        if (!provable) {
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
        long start = System.nanoTime();
        List<String> objections = new ArrayList<>();
        Consumer<Finding> each = finding -> {
            if (!finding.passed()) {
                objections.add(finding.check() + ": " + finding.detail());
            }
            found.accept(finding);
        };
        if (holes().isEmpty()) {
            synthesis.audit(specification, core(), proof(), each);
        } else {
            each.accept(new Finding("no hole", false, "missing: " + String.join(", ", holes()), Duration.ZERO));
        }
        Entry entry = new Entry.Closed(objections.isEmpty(), objections, hash(core()), hash(proof()), since(start));
        log.add(entry);
        entries.add(entry);
        return objections.isEmpty();
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
            Ending.write(this, foundation, findings, since(start));
        } else {
            Files.writeString(folder.resolve("Partial.v"), core());
            Files.writeString(folder.resolve("PartialProof.v"), proof());
        }
        return passed;
    }

    static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Override
    public void close() throws IOException {
        session.close();
        try (foundation;
                log) {
            drafts.clear();
        }
    }
}
