package dev.espalier.cli.spec;

import dev.espalier.cli.spec.Finding.Severity;
import dev.espalier.synth.explore.ExplorationLimits;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.explore.ProgramBounds;
import dev.espalier.synth.explore.VacuityResult;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Checks a specification's file. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Check the file of a specification: it compiles, assumes nothing, has the shape of a core, and is not vacuous.",
            "Explored: is some remote put ever visible, is a guard constant, can a replica be stuck, do the file's"
                    + " @litmus lines hold.",
            "Exit code 1 if something is wrong. Warnings and notes are things that may be meant so."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec check MySpecification.v",
            "  espalier spec check specs/suite/ReadYourWrites.v --json",
            "  espalier spec check MySpecification.v --operations 3    a smaller exploration",
            "",
            "specs/README.md says how such a file is written."
        })
final class SpecCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A file that ends in .v; or a specification's name.")
    private String target;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "4",
            description = "Explore programs of at most so many operations (1 to 12, default: ${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of at most so many clients (1 to 6, default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "2",
            description = "On at most so many keys (1 to 5, default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Mixin
    private LimitOptions limits;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecCheckCommand() {}

    private record Report(String specification, boolean passed, String explored, List<Finding> findings) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        ExplorationLimits allowed = limits.limits();
        ProgramBounds bounds = bounds();
        Library library = Library.open();
        Specification specification = library.find(target);
        List<Finding> findings = new ArrayList<>();
        VacuityResult vacuity;
        try (Exploration exploration = Exploration.open(library)) {
            ExploredMachine machine = exploration.machine(specification);
            vacuity = Exploration.ask(() -> exploration.explorer().vacuity(machine, bounds, allowed));
            Path file = library.file(specification);
            String place = place(specification);
            library.sameName(specification)
                    .ifPresent(other -> findings.add(new Finding(
                            Severity.WARNING,
                            place,
                            "its name is that of " + other + ", which is another. Give it its own")));
            findings.addAll(Vacuity.findings(specification, file, place, vacuity));
            if (findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR)) {
                findings.addAll(litmus(exploration, machine, specification, allowed, file, place));
            }
        }
        String explored = "%d programs (%s), %d states"
                .formatted(vacuity.programs(), bounds.text(), vacuity.extent().states());
        boolean passed = findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        print(new Report(specification.name(), passed, explored, findings));
        return passed ? 0 : 1;
    }

    private String place(Specification specification) {
        return target.endsWith(".v")
                ? target
                : "specs/" + specification.source().path();
    }

    /** Only the tests that the file says something about. */
    private static List<Finding> litmus(
            Exploration exploration,
            ExploredMachine machine,
            Specification specification,
            ExplorationLimits limits,
            Path file,
            String place)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        List<LitmusTest> tests = new ArrayList<>();
        for (String name : specification.expected().keySet()) {
            Optional<LitmusTest> test = LitmusCatalogue.find(name);
            test.ifPresent(tests::add);
            if (test.isEmpty()) {
                String names =
                        LitmusCatalogue.all().stream().map(LitmusTest::name).collect(Collectors.joining(", "));
                findings.add(new Finding(
                        Severity.ERROR,
                        line(file, place, name),
                        "there is no litmus test " + name + ". There are " + names));
            }
        }
        List<LitmusResult> results =
                Exploration.ask(() -> exploration.explorer().litmus(machine, tests, limits));
        for (LitmusResult result : results) {
            if (LitmusTable.contradicts(specification, result)) {
                findings.add(new Finding(
                        Severity.ERROR,
                        line(file, place, result.test().name()),
                        result.test().name() + " is " + LitmusTable.word(result.verdict())
                                + ", and the file's @litmus line says otherwise. espalier spec litmus shows how it"
                                + " comes about"));
            }
        }
        LitmusTable.unclear(results)
                .ifPresent(unclear -> findings.add(new Finding(
                        Severity.WARNING, place, "within the limits it is not clear whether it allows " + unclear)));
        return findings;
    }

    /** The place of the line about {@code test}. */
    private static String line(Path file, String place, String test) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("@litmus " + test)) {
                return place + ":" + (i + 1);
            }
        }
        return place;
    }

    private void print(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(report));
        } else {
            for (Finding finding : report.findings()) {
                out.printf(
                        "%s: %s: %s.%n",
                        finding.severity().name().toLowerCase(Locale.ROOT), finding.place(), finding.what());
            }
            out.println(report.specification() + ": " + (report.passed() ? "no error" : "NOT as it should be") + ", in "
                    + report.explored() + ".");
        }
        out.flush();
    }

    private ProgramBounds bounds() {
        try {
            return new ProgramBounds(clients, operations, keys);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
