package dev.espalier.cli.suggest;

import dev.espalier.cli.spec.Paragraph;
import java.util.List;

/** What was found, for people. */
final class ReportText {
    private static final int WIDTH = 96;

    private final boolean steps;
    private final StringBuilder text = new StringBuilder();

    private ReportText(boolean steps) {
        this.steps = steps;
    }

    /**
     * The report.
     *
     * @param steps whether each witness is shown step by step besides
     */
    static String of(Report report, boolean steps) {
        ReportText made = new ReportText(steps);
        made.report(report);
        return made.text.toString();
    }

    private void report(Report report) {
        report.reading().ifPresent(this::reading);
        wishes(report.wanted());
        if (report.outcome() == Report.Outcome.CONTRADICTION || report.machine().isPresent()) {
            conflict(report);
        }
        report.machine().ifPresent(this::machine);
        if (report.proposals().size() > 1) {
            line("");
            line("Several fit, none of which is weaker than another:");
        }
        report.proposals().forEach(this::proposal);
        explored(report.explored());
        questions(report);
    }

    /** What a model made of a description. */
    static String of(Report.Reading reading) {
        ReportText made = new ReportText(false);
        made.reading(reading);
        return made.text.toString();
    }

    private void reading(Report.Reading reading) {
        paragraph(
                "",
                reading.model() + " reads the description so (prompt " + reading.prompt()
                        + "). That is the model's reading of your words, and may be wrong:");
        reading.lines().forEach(each -> line("  " + each));
        if (!reading.left().isEmpty()) {
            paragraph("  ", "It could not express: " + reading.left());
        }
        paragraph("", reading.cost() + "; transcript: " + reading.transcript());
        paragraph("", "Correct it in " + reading.file() + ", and: espalier spec suggest " + reading.file());
        line("");
    }

    private void wishes(List<Report.Wish> wanted) {
        if (wanted.isEmpty()) {
            line("Nothing is asked for yet.");
            return;
        }
        line("Asked for:");
        table(wanted);
    }

    private void table(List<Report.Wish> wanted) {
        int width = wanted.stream().mapToInt(wish -> wish.text().length()).max().orElse(0);
        for (Report.Wish wish : wanted) {
            line("  " + wish.text() + " ".repeat(width - wish.text().length()) + "  (" + wish.origin() + ")");
            if (!wish.means().isEmpty()) {
                paragraph("      ", "which forbids " + String.join(", ", wish.means()));
            }
        }
    }

    private void conflict(Report report) {
        line("");
        if (report.conflict().size() == 1) {
            line("No specification has this:");
        } else {
            line(
                    "No specification has all of that. These contradict each other, and would not if any one were left out:");
        }
        table(report.conflict());
        line("Nearest:");
        report.nearest()
                .forEach(near -> paragraph(
                        "  ", near.specification() + ", which does not meet: " + String.join("; ", near.unmet())));
        if (!report.untried().isEmpty()) {
            paragraph("", "Two machines in one may fit still, and were not tried: " + report.untried());
        } else if (report.machine().isEmpty()) {
            paragraph(
                    "",
                    "No two machines in one fit either; looked at were those of the suite and of the strong family without"
                            + " convergence, two by two, with the guards of both.");
        }
    }

    private void machine(Report.Machine machine) {
        line("");
        line("But two machines in one do: " + String.join(" and ", machine.parts()) + ", the guards of both.");
        field("Rules out", String.join(", ", machine.forbids()));
        anomalies(machine.allows());
        field(
                "File",
                machine.file()
                        + ", written now. It is explored, and nothing is proved of it. The search of espalier synth"
                        + " does not look into it: for that write the two as one machine, with one state, as"
                        + " specs/suite/ReadYourWritesMonotonicWrites.v does");
        next(machine.next());
    }

    private void proposal(Proposal proposal) {
        line("");
        line(proposal.specification() + ", " + proposal.title());
        paragraph("  ", proposal.promise());
        if (!proposal.alike().isEmpty()) {
            field("The same", String.join(", ", proposal.alike()) + ": no test of the catalogue tells them apart");
        }
        field("Rules out", proposal.forbids().isEmpty() ? "nothing" : String.join(", ", proposal.forbids()));
        anomalies(proposal.allows());
        steps("Weaker", proposal.weaker(), "allows besides");
        steps("Stronger", proposal.stronger(), "forbids besides");
        field("Rocq", proposal.file() + ", module " + proposal.module());
        cores(proposal);
        next(proposal.next());
    }

    private void anomalies(List<Proposal.Anomaly> anomalies) {
        line("  Allows all the same:");
        String before = "";
        for (Proposal.Anomaly anomaly : anomalies) {
            if (!anomaly.test().equals(before)) {
                paragraph("    ", anomaly.test() + ": " + anomaly.title());
            }
            before = anomaly.test();
            line("      " + anomaly.program());
            paragraph("      ", anomaly.story());
            if (steps) {
                int number = 1;
                for (String step : anomaly.steps()) {
                    line("        %d. %s".formatted(number++, step));
                }
            }
        }
        if (anomalies.isEmpty()) {
            line("    nothing that the catalogue knows");
        }
    }

    private void steps(String what, List<Proposal.Step> neighbours, String difference) {
        String label = what;
        for (Proposal.Step step : neighbours) {
            field(
                    label,
                    step.specification() + ", which "
                            + (step.difference().isEmpty()
                                    ? "the tests cannot tell from it"
                                    : difference + " " + String.join(", ", step.difference())));
            label = "";
        }
    }

    private void cores(Proposal proposal) {
        if (proposal.cores().isEmpty()) {
            field("Cores", "none that is verified refines it yet; the next command grows one");
        }
        String label = "Cores";
        for (Proposal.Refining core : proposal.cores()) {
            field(
                    label,
                    core.core()
                            + (core.exact()
                                    ? ", verified, of just this"
                                    : ", verified of " + core.refines() + ", which asks for more (strong/Lattice.v)"));
            label = "";
        }
    }

    private void next(List<String> commands) {
        String label = "Next";
        for (String command : commands) {
            field(label, command);
            label = "";
        }
    }

    private void explored(List<String> accounts) {
        if (!accounts.isEmpty()) {
            line("");
            line("Explored now, of your own programs:");
            accounts.forEach(account -> paragraph("  ", account));
        }
    }

    private void questions(Report report) {
        if (report.questions().isEmpty()) {
            return;
        }
        line("");
        line("Not said yet, and it may change the proposal (--allow, --forbid, or --any if it is all the same):");
        for (Report.Question question : report.questions()) {
            paragraph("  ", question.test() + ": " + question.question());
        }
        line("What stays unsaid may happen: the proposal is the weakest that fits. --weakest takes it as it is.");
    }

    private void field(String label, String value) {
        List<String> lines = Paragraph.lines(value, WIDTH - 13);
        line("  %-10s %s".formatted(label, lines.getFirst()));
        lines.stream().skip(1).forEach(each -> line(" ".repeat(13) + each));
    }

    private void paragraph(String indent, String words) {
        Paragraph.lines(words, WIDTH - indent.length()).forEach(each -> line(indent + each));
    }

    private void line(String words) {
        text.append(words.stripTrailing()).append('\n');
    }
}
