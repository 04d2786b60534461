package dev.espalier.cli.suggest;

import dev.espalier.cli.spec.Library;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.explore.LitmusTest;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.StrongPoint;
import dev.espalier.synth.suggest.LatticeTable;
import dev.espalier.synth.suggest.LatticeTable.Answer;
import dev.espalier.synth.suggest.LatticeTable.Row;
import dev.espalier.synth.suggest.Matching;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Gathers what there is to say of a specification that fits. */
final class Proposals {
    private final Library library;
    private final LatticeTable table;
    private final List<CoreIdentity> cores;

    private Proposals(Library library, LatticeTable table, List<CoreIdentity> cores) {
        this.library = library;
        this.table = table;
        this.cores = cores;
    }

    /** With the cores that this program could run. */
    static Proposals of(Library library, LatticeTable table) throws IOException {
        try {
            List<CoreIdentity> cores = Cores.available(Proposals.class.getClassLoader()).stream()
                    .map(LoadedCore::identity)
                    .toList();
            return new Proposals(library, table, cores);
        } catch (NodeStartException e) {
            throw new IOException("the verified cores cannot be looked through: " + e.getMessage(), e);
        }
    }

    /**
     * What there is to say of {@code row}.
     *
     * @param own what the user wants allowed besides, as it comes about there
     */
    Proposal of(Row row, Matching matching, List<Proposal.Anomaly> own) throws IOException {
        List<Proposal.Anomaly> allows = new ArrayList<>(anomalies(row));
        allows.addAll(own);
        Specification specification = library.find(row.name());
        String module = specification
                .source()
                .guarantees()
                .map(point -> specification.source().functor() + " P Guarantees." + point)
                .orElse(specification.source().functor() + " P");
        List<Proposal.Refining> refining = refining(specification);
        return new Proposal(
                row.name(),
                specification.title(),
                specification.promise(),
                matching.alike(row).stream()
                        .map(Row::name)
                        .filter(name -> !name.equals(row.name()))
                        .toList(),
                "specs/" + specification.source().path(),
                module,
                matching.forbidden(row.name()),
                allows,
                neighbours(row, true),
                neighbours(row, false),
                refining,
                next(row.name(), refining));
    }

    private static List<String> next(String name, List<Proposal.Refining> refining) {
        List<String> next = new ArrayList<>();
        refining.stream().findFirst().ifPresent(core -> next.add("espalier cluster up --core " + core.core()));
        next.add("espalier synth " + name);
        next.add("espalier spec litmus " + name);
        return next;
    }

    private List<Proposal.Anomaly> anomalies(Row row) {
        List<Proposal.Anomaly> anomalies = new ArrayList<>();
        for (LitmusTest test : LitmusCatalogue.all()) {
            for (Answer answer : row.answers().getOrDefault(test.name(), List.of())) {
                table.witness(answer)
                        .ifPresent(witness -> anomalies.add(Proposal.Anomaly.of(test.name(), test.title(), witness)));
            }
        }
        return anomalies;
    }

    /** In the strong family a guarantee fewer or more, or convergence; elsewhere what the tests put next below or above. */
    private List<Proposal.Step> neighbours(Row row, boolean weaker) {
        Optional<StrongPoint> point = StrongPoint.named(row.name());
        List<Row> rows = point.isPresent()
                ? strongNeighbours(point.get(), weaker)
                        .flatMap(next -> table.row(next.name()).stream())
                        .toList()
                : covering(row, weaker);
        return rows.stream()
                .map(next -> new Proposal.Step(next.name(), difference(row, next)))
                .toList();
    }

    private static Stream<StrongPoint> strongNeighbours(StrongPoint point, boolean weaker) {
        Stream<StrongPoint> sessions = EnumSet.allOf(StrongPoint.Guarantee.class).stream()
                .filter(guarantee -> point.guarantees().contains(guarantee) == weaker)
                .map(guarantee -> new StrongPoint(toggled(point.guarantees(), guarantee), point.convergent()));
        Stream<StrongPoint> convergence = point.convergent() == weaker
                ? Stream.of(new StrongPoint(point.guarantees(), !point.convergent()))
                : Stream.of();
        return Stream.concat(sessions, convergence);
    }

    private static Set<StrongPoint.Guarantee> toggled(
            Set<StrongPoint.Guarantee> guarantees, StrongPoint.Guarantee guarantee) {
        EnumSet<StrongPoint.Guarantee> toggled = EnumSet.noneOf(StrongPoint.Guarantee.class);
        toggled.addAll(guarantees);
        if (!toggled.remove(guarantee)) {
            toggled.add(guarantee);
        }
        return toggled;
    }

    private List<Row> covering(Row row, boolean weaker) {
        Predicate<Row> beyond = other -> weaker ? Matching.allowsMore(other, row) : Matching.allowsMore(row, other);
        List<Row> all = table.points().stream().filter(beyond).toList();
        return all.stream()
                .filter(each -> all.stream()
                        .noneMatch(
                                other -> weaker ? Matching.allowsMore(each, other) : Matching.allowsMore(other, each)))
                .toList();
    }

    private static List<String> difference(Row row, Row next) {
        List<String> difference = new ArrayList<>();
        for (LitmusTest test : LitmusCatalogue.all()) {
            String name = test.name();
            if (next.verdict(name) == Verdict.NOT_APPLICABLE || row.verdict(name) == Verdict.NOT_APPLICABLE) {
                continue;
            }
            if (next.verdict(name) != row.verdict(name)) {
                difference.add(name);
            } else if (!verdicts(row, name).equals(verdicts(next, name))) {
                difference.add("a program of " + name);
            }
        }
        return difference;
    }

    private static List<Verdict> verdicts(Row row, String test) {
        return row.answers().getOrDefault(test, List.of()).stream()
                .map(Answer::verdict)
                .toList();
    }

    /** Those proved of it; and, in the strong family, of a point that asks for more and converges as it does. */
    private List<Proposal.Refining> refining(Specification specification) {
        Optional<StrongPoint> point = StrongPoint.named(specification.name());
        return cores.stream()
                .filter(CoreIdentity::isVerified)
                .filter(core -> core.specification().equals(specification.name())
                        || point.isPresent()
                                && StrongPoint.named(core.specification())
                                        .filter(other -> other.convergent()
                                                        == point.get().convergent()
                                                && other.guarantees()
                                                        .containsAll(point.get().guarantees()))
                                        .isPresent())
                .map(core -> new Proposal.Refining(
                        core.name(), core.specification(), core.specification().equals(specification.name())))
                .sorted(Comparator.comparing(core -> !core.exact()))
                .toList();
    }
}
