package dev.espalier.synth.term;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * All terms over some variables, the smaller first. Of terms that give the same on all examples only the first is kept
 * (observational equivalence, as in bottom-up enumerative synthesis).
 */
public final class Enumeration {
    /** More terms of one shape and size are not looked at. */
    private static final int TERMS_MAX = 4_000;

    /** A term and what it gives on each example. */
    public record Entry(Term term, List<Datum> values) {}

    private final List<Operation> operations;
    private final List<Map<String, Datum>> examples;
    /** By shape, then by size. */
    private final Map<Shape, List<List<Entry>>> entries = new HashMap<>();

    private final Map<Shape, Set<List<Datum>>> seen = new HashMap<>();
    private int reached;

    /**
     * @param operations what terms are made of; only those that can be part of a term of {@code wanted} are used
     * @param variables the smallest terms
     * @param examples values of the variables, by name
     * @param wanted the shape of the terms that will be asked for
     */
    public Enumeration(
            List<Operation> operations,
            List<Term.Variable> variables,
            List<Map<String, Datum>> examples,
            Shape wanted) {
        this.operations = useful(operations, variables, wanted);
        this.examples = List.copyOf(examples);
        for (Term.Variable variable : variables) {
            add(variable, examples.stream().map(variable::value).toList());
        }
        for (Operation operation : this.operations) {
            if (operation.arguments().isEmpty()) {
                Term constant = new Term.Applied(operation, List.of());
                add(constant, examples.stream().map(constant::value).toList());
            }
        }
        reached = 1;
    }

    private static List<Operation> useful(List<Operation> all, List<Term.Variable> variables, Shape wanted) {
        Set<Shape> made = new HashSet<>();
        variables.forEach(variable -> made.add(variable.shape()));
        boolean more = true;
        while (more) {
            more = false;
            for (Operation operation : all) {
                more |= made.containsAll(operation.arguments()) && made.add(operation.result());
            }
        }
        Set<Shape> asked = new HashSet<>(Set.of(wanted));
        List<Operation> useful = new ArrayList<>();
        more = true;
        while (more) {
            more = false;
            for (Operation operation : all) {
                if (!useful.contains(operation)
                        && asked.contains(operation.result())
                        && made.containsAll(operation.arguments())) {
                    useful.add(operation);
                    asked.addAll(operation.arguments());
                    more = true;
                }
            }
        }
        // In the order given: it says which of several equal terms is kept.
        return all.stream().filter(useful::contains).toList();
    }

    /**
     * The terms of {@code shape} of exactly {@code size}.
     *
     * @throws CancellationException if the thread is interrupted
     */
    public List<Entry> of(Shape shape, int size) {
        while (reached < size) {
            grow(++reached);
        }
        List<List<Entry>> sizes = entries.getOrDefault(shape, List.of());
        return size < sizes.size() ? sizes.get(size) : List.of();
    }

    private void grow(int size) {
        for (Operation operation : operations) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the search for a term was interrupted");
            }
            if (!operation.arguments().isEmpty() && operation.arguments().size() < size) {
                combine(operation, size - 1, new ArrayList<>());
            }
        }
    }

    private void combine(Operation operation, int left, List<Entry> chosen) {
        int position = chosen.size();
        int more = operation.arguments().size() - position;
        if (more == 0) {
            if (left == 0) {
                apply(operation, chosen);
            }
            return;
        }
        Shape shape = operation.arguments().get(position);
        int from = more == 1 ? left : 1;
        for (int size = from; size <= left - more + 1; size++) {
            List<List<Entry>> sizes = entries.getOrDefault(shape, List.of());
            if (size >= sizes.size()) {
                continue;
            }
            for (Entry entry : List.copyOf(sizes.get(size))) {
                chosen.add(entry);
                combine(operation, left - size, chosen);
                chosen.removeLast();
            }
        }
    }

    private void apply(Operation operation, List<Entry> chosen) {
        List<List<Entry>> sizes = entries.getOrDefault(operation.result(), List.of());
        int size = 1 + chosen.stream().mapToInt(entry -> entry.term().size()).sum();
        if (size < sizes.size() && sizes.get(size).size() >= TERMS_MAX) {
            return;
        }
        List<Datum> values = new ArrayList<>(examples.size());
        for (int example = 0; example < examples.size(); example++) {
            List<Datum> arguments = new ArrayList<>(chosen.size());
            for (Entry entry : chosen) {
                arguments.add(entry.values().get(example));
            }
            values.add(operation.function().apply(arguments));
        }
        add(new Term.Applied(operation, chosen.stream().map(Entry::term).toList()), values);
    }

    private void add(Term term, List<Datum> values) {
        if (seen.computeIfAbsent(term.shape(), shape -> new HashSet<>()).add(values)) {
            List<List<Entry>> sizes = entries.computeIfAbsent(term.shape(), shape -> new ArrayList<>());
            while (sizes.size() <= term.size()) {
                sizes.add(new ArrayList<>());
            }
            sizes.get(term.size()).add(new Entry(term, values));
        }
    }
}
