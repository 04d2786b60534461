package dev.espalier.cli.suggest;

import dev.espalier.cli.spec.Library;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.StrongPoint;
import dev.espalier.synth.suggest.ComposedMachine;
import dev.espalier.synth.suggest.LatticeTable;
import dev.espalier.synth.suggest.LatticeTable.Row;
import dev.espalier.synth.suggest.Matching;
import dev.espalier.synth.suggest.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for two machines in one where no single specification fits: chosen by the table, then explored. */
final class Composition {
    /** Each is compiled and explored, so only the likeliest are. */
    private static final int TRIED_MAX = 3;

    private final Library library;
    private final LatticeTable table;
    private final ProgramAnswers programs;
    private final Matching matching;
    private final List<Requirement> requirements;

    Composition(
            Library library,
            LatticeTable table,
            ProgramAnswers programs,
            Matching matching,
            List<Requirement> requirements) {
        this.library = library;
        this.table = table;
        this.programs = programs;
        this.matching = matching;
        this.requirements = requirements;
    }

    /**
     * What came of it.
     *
     * @param machine the weakest two that fit
     * @param untried what was not tried, and why; empty if all was
     */
    record Result(Optional<Report.Machine> machine, String untried) {
        static final Result NONE = new Result(Optional.empty(), "");
    }

    /** The weakest two that fit, written to {@code folder}, if any do. */
    Result find(Path folder) throws IOException, InterruptedException {
        List<ComposedMachine> likely = likely();
        for (ComposedMachine machine : likely.subList(0, Math.min(TRIED_MAX, likely.size()))) {
            Optional<Report.Machine> fitting = tried(machine, folder);
            if (fitting.isPresent()) {
                return new Result(fitting, "");
            }
        }
        return likely.size() <= TRIED_MAX
                ? Result.NONE
                : new Result(
                        Optional.empty(),
                        "of the " + likely.size() + " pairs that the table does not rule out only the " + TRIED_MAX
                                + " weakest were explored, and do not fit");
    }

    /** The file is deleted again if the machine does not fit. */
    private Optional<Report.Machine> tried(ComposedMachine machine, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file = folder.resolve(machine.file());
        Files.writeString(file, machine.text(List.of()));
        boolean fits = false;
        try {
            Specification specification = library.find(file.toString());
            List<LitmusResult> results = programs.explore(specification, LitmusCatalogue.all());
            LatticeTable.Builder builder = new LatticeTable.Builder();
            builder.add(specification.name(), results, Map.of());
            Row row = builder.table().points().getFirst();
            fits = meetsAll(row);
            Files.writeString(file, machine.text(results));
            return fits ? Optional.of(report(machine, file, row, builder.table())) : Optional.empty();
        } finally {
            if (!fits) {
                Files.delete(file);
            }
        }
    }

    private boolean meetsAll(Row row) throws IOException, InterruptedException {
        for (Requirement requirement : requirements) {
            if (!matching.meets(row, requirement)) {
                return false;
            }
        }
        return true;
    }

    /** Those that the table does not rule out, the weakest first. */
    private List<ComposedMachine> likely() {
        List<Specification> parts =
                library.all().stream().filter(ComposedMachine::isPart).toList();
        List<ComposedMachine> likely = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                boolean bothStrong = isStrong(parts.get(i)) && isStrong(parts.get(j));
                // The point with the guarantees of both is one of the family, and has been held against them already.
                if (!bothStrong && possible(parts.get(i), parts.get(j))) {
                    likely.add(new ComposedMachine(parts.get(i), parts.get(j)));
                }
            }
        }
        likely.sort(Comparator.comparingInt(machine -> forbidden(machine).size()));
        return likely;
    }

    private static boolean isStrong(Specification specification) {
        return specification.name().startsWith(StrongPoint.PREFIX);
    }

    private List<String> forbidden(ComposedMachine machine) {
        return LitmusCatalogue.all().stream()
                .map(LitmusTest::name)
                .filter(test -> forbids(machine.first(), test) || forbids(machine.second(), test))
                .toList();
    }

    private boolean forbids(Specification part, String test) {
        return table.row(part.name())
                .filter(row -> row.verdict(test) == Verdict.FORBIDDEN)
                .isPresent();
    }

    /** What one forbids both together forbid, and what is forbidden must be by one; of the rest the table says nothing. */
    private boolean possible(Specification one, Specification other) {
        return requirements.stream().allMatch(requirement -> switch (requirement) {
            case Requirement.Outcome outcome ->
                (forbids(one, outcome.test()) || forbids(other, outcome.test())) != outcome.allowed();
            case Requirement.Guarantee guarantee ->
                !guarantee.wanted()
                        || matching.forbidden(guarantee.point()).stream()
                                .allMatch(test -> forbids(one, test) || forbids(other, test));
            // The parts have no labels.
            case Requirement.Program program ->
                program.litmus().program().labels().isEmpty()
                        && program.litmus().program().cares().isEmpty();
        });
    }

    private static Report.Machine report(ComposedMachine machine, Path file, Row row, LatticeTable found) {
        List<Proposal.Anomaly> anomalies = new ArrayList<>();
        List<String> forbids = new ArrayList<>();
        for (LitmusTest test : LitmusCatalogue.all()) {
            if (row.verdict(test.name()) == Verdict.FORBIDDEN) {
                forbids.add(test.name());
            }
            for (LatticeTable.Answer answer : row.answers().getOrDefault(test.name(), List.of())) {
                found.witness(answer)
                        .ifPresent(witness -> anomalies.add(Proposal.Anomaly.of(test.name(), test.title(), witness)));
            }
        }
        return new Report.Machine(
                List.of(machine.first().name(), machine.second().name()),
                file.toString(),
                forbids,
                anomalies,
                List.of("espalier spec check " + file, "espalier spec litmus " + file));
    }
}
