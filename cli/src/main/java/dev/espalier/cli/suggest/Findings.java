package dev.espalier.cli.suggest;

import dev.espalier.cli.spec.Library;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.suggest.KeptWitness;
import dev.espalier.synth.suggest.LatticeTable;
import dev.espalier.synth.suggest.LatticeTable.Row;
import dev.espalier.synth.suggest.Matching;
import dev.espalier.synth.suggest.Requirement;
import dev.espalier.synth.suggest.RequirementReader.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Puts together what there is to say to somebody's wishes. */
final class Findings {
    private static final int NEAREST_MAX = 3;

    private final Library library;
    private final LatticeTable table;
    private final ProgramAnswers programs;
    private final Path folder;

    /**
     * @param folder where a composed machine goes
     */
    Findings(Library library, LatticeTable table, ProgramAnswers programs, Path folder) {
        this.library = library;
        this.table = table;
        this.programs = programs;
        this.folder = folder;
    }

    /**
     * The report.
     *
     * @param asking whether what is not said is a question; else it may happen
     */
    Report report(Said said, boolean asking, Optional<Report.Reading> reading)
            throws IOException, InterruptedException {
        Matching matching = Matching.of(table, said.requirements(), programs);
        List<Proposal> proposals = proposals(said, matching);
        List<Report.Question> questions = asking
                ? matching.questions(new HashSet<>(said.indifferent())).stream()
                        .map(Findings::question)
                        .toList()
                : List.of();
        Composition.Result composed = proposals.isEmpty() ? composed(said, matching) : Composition.Result.NONE;
        return new Report(
                outcome(proposals, composed, questions),
                wishes(said.requirements(), matching),
                reading,
                proposals,
                questions,
                wishes(matching.conflict(), matching),
                proposals.isEmpty() ? nearest(matching) : List.of(),
                composed.machine(),
                composed.untried(),
                programs.accounts());
    }

    private static Report.Outcome outcome(
            List<Proposal> proposals, Composition.Result composed, List<Report.Question> questions) {
        if (proposals.isEmpty() && composed.machine().isEmpty()) {
            return Report.Outcome.CONTRADICTION;
        }
        return questions.isEmpty() ? Report.Outcome.MATCHED : Report.Outcome.OPEN;
    }

    private List<Proposal> proposals(Said said, Matching matching) throws IOException, InterruptedException {
        Proposals gathered = Proposals.of(library, table);
        List<Proposal> proposals = new ArrayList<>();
        for (Row row : matching.weakest()) {
            proposals.add(gathered.of(row, matching, own(row, said)));
        }
        return proposals;
    }

    /** How the programs come about that the user wants allowed. */
    private List<Proposal.Anomaly> own(Row row, Said said) throws IOException, InterruptedException {
        List<Proposal.Anomaly> own = new ArrayList<>();
        for (Requirement requirement : said.requirements()) {
            if (requirement instanceof Requirement.Program program && program.allowed()) {
                programs.explore(row.name(), program.litmus())
                        .witness()
                        .map(witness -> new KeptWitness(program.litmus().text(), witness.history(), witness.steps()))
                        .ifPresent(witness -> own.add(
                                Proposal.Anomaly.of("your program", "the outcome that you want allowed", witness)));
            }
        }
        return own;
    }

    /** Composing needs prover and OCaml; without them the rest of the answer stands. */
    private Composition.Result composed(Said said, Matching matching) throws IOException, InterruptedException {
        try {
            return new Composition(library, table, programs, matching, said.requirements()).find(folder);
        } catch (CommandFailedException e) {
            return new Composition.Result(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static List<Report.Nearest> nearest(Matching matching) throws IOException, InterruptedException {
        return matching.nearest(NEAREST_MAX).stream()
                .map(near -> new Report.Nearest(
                        near.row().name(),
                        near.unmet().stream().map(Requirement::text).toList()))
                .toList();
    }

    private static Report.Question question(LitmusTest test) {
        return new Report.Question(test.name(), Questions.text(test));
    }

    private static List<Report.Wish> wishes(List<Requirement> requirements, Matching matching) {
        return requirements.stream()
                .map(requirement -> Report.Wish.of(
                        requirement,
                        requirement instanceof Requirement.Guarantee guarantee
                                ? matching.forbidden(guarantee.point())
                                : List.of()))
                .toList();
    }
}
