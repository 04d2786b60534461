package dev.espalier.synth.suggest;

import dev.espalier.synth.explore.LitmusCase;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.spec.StrongPoint;
import dev.espalier.synth.suggest.LatticeTable.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wanted, held against what each specification allows. An outcome that exploration left unclear is neither allowed
 * nor forbidden, and one that is not applicable neither.
 */
public final class Matching {
    private final LatticeTable table;
    private final List<Requirement> requirements;
    private final Programs programs;
    private final List<Row> fitting;

    /** Whether specifications allow the outcomes of users' own programs. */
    @FunctionalInterface
    public interface Programs {
        /** The verdict of the specification called {@code point}; asked anew it is the same. */
        Verdict ask(String point, LitmusCase program) throws IOException, InterruptedException;
    }

    private Matching(LatticeTable table, List<Requirement> requirements, Programs programs, List<Row> fitting) {
        this.table = table;
        this.requirements = List.copyOf(requirements);
        this.programs = programs;
        this.fitting = List.copyOf(fitting);
    }

    /** Finds the specifications of {@code table} that meet all of {@code requirements}. */
    public static Matching of(LatticeTable table, List<Requirement> requirements, Programs programs)
            throws IOException, InterruptedException {
        Matching empty = new Matching(table, requirements, programs, List.of());
        return new Matching(table, requirements, programs, empty.fitting(requirements));
    }

    private List<Row> fitting(List<Requirement> demanded) throws IOException, InterruptedException {
        // Programs are explored, so they come last: only where all else fits.
        List<Requirement> ordered = new ArrayList<>(demanded);
        ordered.sort(Comparator.comparing(Requirement.Program.class::isInstance));
        List<Row> rows = table.points();
        for (Requirement requirement : ordered) {
            if (requirement instanceof Requirement.Program) {
                askStrongestFirst(rows, requirement);
            }
            List<Row> left = new ArrayList<>();
            for (Row row : rows) {
                if (meets(row, requirement)) {
                    left.add(row);
                }
            }
            rows = left;
        }
        return rows;
    }

    /** What the strongest points allow, those below them allow, so whoever answers may be spared the others. */
    private void askStrongestFirst(List<Row> rows, Requirement program) throws IOException, InterruptedException {
        for (boolean convergent : List.of(false, true)) {
            Optional<Row> strongest = rows.stream()
                    .filter(row -> strong(row)
                            .filter(point -> point.convergent() == convergent)
                            .isPresent())
                    .max(Comparator.comparingInt(Matching::guarantees));
            if (strongest.isPresent()) {
                meets(strongest.get(), program);
            }
        }
    }

    private static int guarantees(Row row) {
        return strong(row).map(point -> point.guarantees().size()).orElse(0);
    }

    /** Whether the specification of {@code row} has what {@code requirement} wants. */
    public boolean meets(Row row, Requirement requirement) throws IOException, InterruptedException {
        return switch (requirement) {
            case Requirement.Outcome outcome -> row.verdict(outcome.test()) == verdict(outcome.allowed());
            case Requirement.Guarantee guarantee -> {
                List<String> forbidden = forbidden(guarantee.point());
                boolean given = forbidden.stream().allMatch(test -> row.verdict(test) == Verdict.FORBIDDEN);
                yield given == guarantee.wanted();
            }
            case Requirement.Program program ->
                programs.ask(row.name(), program.litmus()) == verdict(program.allowed());
        };
    }

    private static Verdict verdict(boolean allowed) {
        return allowed ? Verdict.ALLOWED : Verdict.FORBIDDEN;
    }

    /** The tests that the specification called {@code point} forbids: what it promises, as far as tests can tell. */
    public List<String> forbidden(String point) {
        return tests(point, Verdict.FORBIDDEN);
    }

    /** The tests that the specification called {@code point} allows. */
    public List<String> allowed(String point) {
        return tests(point, Verdict.ALLOWED);
    }

    private List<String> tests(String point, Verdict verdict) {
        Optional<Row> row = table.row(point);
        return LitmusCatalogue.all().stream()
                .map(LitmusTest::name)
                .filter(test -> row.isPresent() && row.get().verdict(test) == verdict)
                .toList();
    }

    /** The specifications that meet everything, in the order of the table. */
    public List<Row> fitting() {
        return fitting;
    }

    /**
     * Of those, the weakest, one for all that the tests cannot tell apart: nothing that fits allows more than one of
     * these does. Points of the strong family come first, those that ask for less before.
     */
    public List<Row> weakest() {
        List<Row> weakest = new ArrayList<>();
        for (Row row : fitting) {
            boolean beaten = fitting.stream().anyMatch(other -> allowsMore(other, row));
            boolean said = weakest.stream().anyMatch(other -> alike(other, row));
            if (!beaten && !said) {
                weakest.add(preferred(row));
            }
        }
        weakest.sort(Comparator.comparing((Row row) -> strong(row).isEmpty()));
        return weakest;
    }

    private Row preferred(Row row) {
        return alike(row).stream()
                .min(Comparator.comparingInt((Row each) ->
                        strong(each).map(point -> point.guarantees().size()).orElse(Integer.MAX_VALUE)))
                .orElse(row);
    }

    /** Those that fit and of which the tests say the same as of {@code row}, it among them. */
    public List<Row> alike(Row row) {
        return fitting.stream().filter(other -> alike(other, row)).toList();
    }

    static boolean alike(Row one, Row other) {
        return one.verdicts().equals(other.verdicts());
    }

    /** Whether {@code one} allows all that {@code other} allows, by the tests that are applicable to both, and more. */
    public static boolean allowsMore(Row one, Row other) {
        List<Verdict> ones = one.verdicts();
        List<Verdict> others = other.verdicts();
        boolean more = false;
        for (int i = 0; i < ones.size(); i++) {
            boolean here = ones.get(i) == Verdict.ALLOWED;
            boolean there = others.get(i) == Verdict.ALLOWED;
            if (there && ones.get(i) == Verdict.FORBIDDEN) {
                return false;
            }
            more |= here && others.get(i) == Verdict.FORBIDDEN;
        }
        return more;
    }

    private static Optional<StrongPoint> strong(Row row) {
        return StrongPoint.named(row.name());
    }

    /**
     * Where nothing fits: requirements that no specification meets together, though it does if any one of them is left
     * out. Found by leaving out one after another (a minimal unsatisfiable subset by deletion). Empty if something fits.
     */
    public List<Requirement> conflict() throws IOException, InterruptedException {
        if (!fitting.isEmpty()) {
            return List.of();
        }
        List<Requirement> needed = new ArrayList<>(requirements);
        for (Requirement each : requirements) {
            List<Requirement> without = new ArrayList<>(needed);
            without.remove(each);
            if (fitting(without).isEmpty()) {
                needed = without;
            }
        }
        return needed;
    }

    /**
     * A specification that does not meet everything.
     *
     * @param unmet what it does not meet
     */
    public record Near(Row row, List<Requirement> unmet) {}

    /** Those that come nearest, at most {@code count}, with as few unmet requirements as any. */
    public List<Near> nearest(int count) throws IOException, InterruptedException {
        List<Near> all = new ArrayList<>();
        for (Row row : table.points()) {
            List<Requirement> unmet = new ArrayList<>();
            for (Requirement requirement : requirements) {
                if (!meets(row, requirement)) {
                    unmet.add(requirement);
                }
            }
            all.add(new Near(row, unmet));
        }
        int fewest = all.stream().mapToInt(near -> near.unmet().size()).min().orElse(0);
        return all.stream()
                .filter(near -> near.unmet().size() == fewest)
                .limit(count)
                .toList();
    }

    /**
     * The tests whose answers would tell apart the specifications that fit, the best first: the one that leaves the fewest
     * in the worse case, of those that the tests can tell apart at all.
     *
     * @param settled tests that are not asked again
     */
    public List<LitmusTest> questions(Set<String> settled) {
        List<Row> classes = new ArrayList<>();
        for (Row row : fitting) {
            if (classes.stream().noneMatch(other -> alike(other, row))) {
                classes.add(row);
            }
        }
        Set<String> answered = new LinkedHashSet<>(settled);
        for (Requirement requirement : requirements) {
            if (requirement instanceof Requirement.Outcome outcome) {
                answered.add(outcome.test());
            }
        }
        record Asked(LitmusTest test, long worse) {}
        return LitmusCatalogue.all().stream()
                .filter(test -> !answered.contains(test.name()))
                .map(test -> new Asked(test, worse(classes, test)))
                .filter(asked -> asked.worse() < classes.size())
                .sorted(Comparator.comparingLong(Asked::worse))
                .map(Asked::test)
                .toList();
    }

    private static long worse(List<Row> classes, LitmusTest test) {
        return Math.max(left(classes, test, Verdict.ALLOWED), left(classes, test, Verdict.FORBIDDEN));
    }

    /** Where no row has the verdict nobody could give that answer, so it tells nothing apart. */
    private static long left(List<Row> classes, LitmusTest test, Verdict verdict) {
        long left = classes.stream()
                .filter(row -> row.verdict(test.name()) == verdict)
                .count();
        return left == 0 ? classes.size() : left;
    }
}
