package dev.espalier.cli.spec;

import dev.espalier.bench.report.TextTable;
import dev.espalier.cli.core.GateProgress;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ProgramBounds;
import dev.espalier.synth.mutants.CoreJudge;
import dev.espalier.synth.mutants.CoreJudge.CannotJudge;
import dev.espalier.synth.mutants.CoreMutant;
import dev.espalier.synth.mutants.Judgement;
import dev.espalier.synth.mutants.Judgement.Means;
import dev.espalier.synth.mutants.MutantCampaign;
import dev.espalier.synth.mutants.MutantCampaign.Correct;
import dev.espalier.synth.mutants.MutantCampaign.Judged;
import dev.espalier.synth.mutants.MutantCampaign.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Kills wrong cores. */
@Command(
        name = "mutants",
        mixinStandardHelpOptions = true,
        description = {
            "Try every means of finding a wrong core on cores that are wrong on purpose (specs/mutants/cores), and on the"
                    + " correct ones that they were made from.",
            "litmus: it shows an anomaly that its specification forbids. progress: a replica can be stuck, or a put is"
                    + " taken for one that is in. exploration: some small program has a history that the specification"
                    + " has not. refinement: the proof does not go through.",
            "Exit code 1 if a mutant survives, or a correct core is rejected."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec mutants",
            "  espalier spec mutants cc1-payload-dropped --witness",
            "  espalier spec mutants --by litmus,progress,exploration --json"
        })
final class SpecMutantsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MUTANT", arity = "0..*", description = "Only these; without any, all.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "MEANS",
            description = "Only by these: ${COMPLETION-CANDIDATES}. Without it by all.")
    private List<Means> by = new ArrayList<>();

    @Option(names = "--witness", description = "Show the steps by which each was found out.")
    private boolean witness;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecMutantsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Library library = Library.open();
        List<CoreMutant> mutants = chosen(CoreMutant.all(library.home().specs()));
        Report report = run(library, mutants);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(report));
        } else {
            print(out, report);
        }
        out.flush();
        return report.passed() ? 0 : 1;
    }

    private List<CoreMutant> chosen(List<CoreMutant> all) {
        for (String name : names) {
            if (all.stream().noneMatch(mutant -> mutant.name().equals(name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no mutant " + name + "; there are "
                                + all.stream().map(CoreMutant::name).toList());
            }
        }
        return all.stream()
                .filter(mutant -> names.isEmpty() || names.contains(mutant.name()))
                .toList();
    }

    private Report run(Library library, List<CoreMutant> mutants) throws IOException, InterruptedException {
        EnumSet<Means> means = by.isEmpty() ? EnumSet.allOf(Means.class) : EnumSet.copyOf(by);
        GateProgress progress = new GateProgress();
        try (Exploration exploration = Exploration.open(library)) {
            CoreJudge judge = new CoreJudge(
                    library.home().specs(),
                    library.catalogue(),
                    library.build(),
                    exploration.explorer(),
                    ExplorationLimits.usual().within(Duration.ofSeconds(120)),
                    List.of(ProgramBounds.usual(), new ProgramBounds(3, 5, 2)));
            return new MutantCampaign(library.home().specs(), judge, each -> progress.started("judge " + each))
                    .run(mutants, means, false);
        } catch (CannotJudge e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        } finally {
            progress.clear();
        }
    }

    private void print(PrintWriter out, Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("mutant", "operator", "litmus", "progress", "exploration", "refinement"));
        for (Judged judged : report.mutants()) {
            rows.add(row(judged.mutant().name(), judged.mutant().operator(), judged.judgement()));
        }
        for (Correct correct : report.correct()) {
            rows.add(row(correct.file(), "correct", correct.judgement()));
        }
        out.print(TextTable.ofWords(rows));
        if (witness) {
            report.mutants().forEach(judged -> print(out, judged.mutant(), judged.judgement()));
        }
        long killed = report.mutants().stream().filter(Judged::killed).count();
        long rejected = report.correct().stream().filter(Correct::rejected).count();
        out.printf(
                "%d of %d mutants killed; %d of %d correct cores rejected.%n",
                killed, report.mutants().size(), rejected, report.correct().size());
    }

    private static List<String> row(String name, String operator, Judgement judgement) {
        List<String> row = new ArrayList<>(List.of(name, operator));
        for (Means means : Means.values()) {
            row.add(judgement
                    .by(means)
                    .map(charge -> means == Means.LITMUS ? charge.what() : "found")
                    .orElse("-"));
        }
        return row;
    }

    private static void print(PrintWriter out, CoreMutant mutant, Judgement judgement) {
        out.println();
        out.println(mutant.name() + ": " + mutant.why());
        judgement.charges().forEach(charge -> {
            out.println("  " + charge.means().name().toLowerCase(Locale.ROOT) + ": " + charge.what());
            int number = 1;
            for (String line : charge.witness()) {
                out.printf("    %d. %s%n", number++, line);
            }
        });
        out.println();
    }
}
