package dev.espalier.cli.suggest;

import dev.espalier.cli.spec.Paragraph;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.suggest.LatticeTable;
import dev.espalier.synth.suggest.LatticeTable.Row;
import dev.espalier.synth.suggest.Matching;
import dev.espalier.synth.suggest.Requirement;
import dev.espalier.synth.suggest.RequirementReader.Said;
import dev.espalier.synth.suggest.Story;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Asks a person what is still open, the question first that halves what is left. */
final class Interview {
    private static final String ORIGIN = "your answer";
    private static final String CHOICES =
            "[y]es, it may  [n]o, it must not  [?] either will do  [h]ow it could  [b]ack  [q]uit asking: ";

    private final LatticeTable table;
    private final Matching.Programs programs;
    private final BufferedReader in;
    private final PrintWriter out;

    Interview(LatticeTable table, Matching.Programs programs, BufferedReader in, PrintWriter out) {
        this.table = table;
        this.programs = programs;
        this.in = in;
        this.out = out;
    }

    /** Asks until nothing is open, or the person has had enough; what was said before, and the answers. */
    Said run(Said before) throws IOException, InterruptedException {
        Deque<Said> past = new ArrayDeque<>();
        Said said = before;
        while (true) {
            Matching matching = Matching.of(table, said.requirements(), programs);
            List<LitmusTest> questions = matching.questions(new HashSet<>(said.indifferent()));
            if (questions.isEmpty()) {
                return said;
            }
            LitmusTest test = questions.getFirst();
            ask(matching, test, questions.size());
            String answer = answer();
            switch (answer) {
                case "y", "yes" -> {
                    past.push(said);
                    said = said.and(new Requirement.Outcome(test.name(), true, ORIGIN));
                }
                case "n", "no" -> {
                    past.push(said);
                    said = said.and(new Requirement.Outcome(test.name(), false, ORIGIN));
                }
                case "?" -> {
                    past.push(said);
                    said = said.and(new Said(List.of(), List.of(test.name())));
                }
                case "h", "how" -> how(matching, test);
                case "b", "back" -> {
                    if (past.isEmpty()) {
                        out.println("This is the first question.");
                    } else {
                        said = past.pop();
                    }
                }
                case "q", "quit" -> {
                    return said;
                }
                default -> out.println("'" + answer + "' is no answer. y: it may happen; n: it must not.");
            }
        }
    }

    private void ask(Matching matching, LitmusTest test, int left) {
        out.println();
        out.printf(
                "%d specifications fit so far; at most %d question%s left.%n",
                matching.fitting().size(), left, left == 1 ? "" : "s");
        out.print(Paragraph.wrapped(Questions.text(test) + " (" + test.name() + ")"));
        out.print(CHOICES);
        out.flush();
    }

    /** The answer in small letters; no more input is {@code q}. */
    private String answer() throws IOException {
        String line = in.readLine();
        if (line == null) {
            out.println();
            return "q";
        }
        return line.strip().toLowerCase(Locale.ROOT);
    }

    private void how(Matching matching, LitmusTest test) {
        for (Row row : matching.fitting()) {
            for (LatticeTable.Answer answer : row.answers().getOrDefault(test.name(), List.of())) {
                if (answer.witness().isPresent()) {
                    out.print(Paragraph.wrapped("Under " + row.name() + ": "
                            + table.witness(answer).map(Story::of).orElse("")));
                    return;
                }
            }
        }
    }
}
