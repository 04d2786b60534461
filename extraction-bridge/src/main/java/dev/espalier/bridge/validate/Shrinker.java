package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes an input smaller as long as it still shows what it shows: one step at a time, the first smaller one that does
 * (QuickCheck's way: Claessen, Hughes, ICFP 2000).
 */
final class Shrinker {
    private static final int TRIES_MAX = 400;

    private final Exports exports;
    private final List<Signature> signatures;
    private final Generator generator;

    /** Whether a smaller input still shows it. */
    interface Question {
        boolean asks(Datum.Call call) throws IOException, InterruptedException;
    }

    Shrinker(Exports exports, List<Signature> signatures, Generator generator) {
        this.exports = exports;
        this.signatures = signatures;
        this.generator = generator;
    }

    /** The smallest input found from {@code call} on. */
    Datum.Call shrink(Datum.Call call, Question shows) throws IOException, InterruptedException {
        Datum.Call smallest = call;
        int tries = 0;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            List<Datum.Call> candidates = new ArrayList<>(equalsSmaller(smallest));
            candidates.addAll(smallerCalls(smallest));
            for (Datum.Call candidate : candidates) {
                if (tries++ >= TRIES_MAX) {
                    return smallest;
                }
                if (shows.asks(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private List<Datum.Call> smallerCalls(Datum.Call call) {
        List<Shape> shapes = signatures.get(call.function()).parameters().stream()
                .map(shape -> shape.with(call.instance()))
                .toList();
        List<Datum.Call> calls = new ArrayList<>();
        for (List<Datum> arguments : oneSmaller(shapes, call.arguments())) {
            calls.add(new Datum.Call(call.function(), call.instance(), arguments));
        }
        return calls;
    }

    /** Calls in which integers that are equal to each other get smaller together. */
    private static List<Datum.Call> equalsSmaller(Datum.Call call) {
        Map<Long, Integer> counts = new TreeMap<>();
        count(call, counts);
        List<Datum.Call> calls = new ArrayList<>();
        counts.forEach((value, count) -> {
            if (count > 1) {
                for (long smaller : smallerNumbers(value)) {
                    calls.add((Datum.Call) replaced(call, value, smaller));
                }
            }
        });
        return calls;
    }

    private static void count(Datum datum, Map<Long, Integer> counts) {
        if (datum instanceof Datum.Whole(long value)) {
            counts.merge(value, 1, Integer::sum);
        }
        parts(datum).forEach(part -> count(part, counts));
    }

    private static List<Datum> parts(Datum datum) {
        return switch (datum) {
            case Datum.Block block -> block.arguments();
            case Datum.Sequence sequence -> sequence.elements();
            case Datum.Delayed delayed -> List.of(delayed.value());
            case Datum.Table table -> table.results();
            case Datum.Call call -> call.arguments();
            case Datum.Whole whole -> List.of();
            case Datum.Truth truth -> List.of();
            case Datum.Nothing nothing -> List.of();
            case Datum.Literal literal -> List.of();
            case Datum.Count count -> List.of();
            case Datum.Stuck stuck -> List.of();
        };
    }

    private static Datum replaced(Datum datum, long from, long to) {
        List<Datum> parts =
                parts(datum).stream().map(part -> replaced(part, from, to)).toList();
        return switch (datum) {
            case Datum.Whole whole -> whole.value() == from ? new Datum.Whole(to) : whole;
            case Datum.Block block -> new Datum.Block(block.constructor(), parts);
            case Datum.Sequence sequence -> new Datum.Sequence(parts);
            case Datum.Delayed delayed -> new Datum.Delayed(parts.getFirst());
            case Datum.Table table -> new Datum.Table(table.salt(), parts);
            case Datum.Call call -> new Datum.Call(call.function(), call.instance(), parts);
            default -> datum;
        };
    }

    /** All ways to make one of {@code data} smaller. */
    private List<List<Datum>> oneSmaller(List<Shape> shapes, List<Datum> data) {
        List<List<Datum>> all = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            for (Datum smaller : smaller(shapes.get(i), data.get(i))) {
                List<Datum> changed = new ArrayList<>(data);
                changed.set(i, smaller);
                all.add(changed);
            }
        }
        return all;
    }

    private List<List<Datum>> oneSmaller(Shape shape, List<Datum> data) {
        return oneSmaller(data.stream().map(one -> shape).toList(), data);
    }

    /** Smaller data of the same type, the smallest first. */
    List<Datum> smaller(Shape shape, Datum datum) {
        List<Datum> all = new ArrayList<>();
        switch (datum) {
            case Datum.Whole whole -> smallerNumbers(whole.value()).forEach(value -> all.add(new Datum.Whole(value)));
            case Datum.Count count ->
                smallerNumbers(count.times()).forEach(value -> all.add(new Datum.Count((int) (long) value)));
            case Datum.Truth truth -> {
                if (truth.value()) {
                    all.add(new Datum.Truth(false));
                }
            }
            case Datum.Nothing nothing -> {}
            case Datum.Literal literal ->
                Literals.smaller(literal.kind(), literal.word())
                        .forEach(word -> all.add(new Datum.Literal(literal.kind(), word)));
            case Datum.Stuck stuck -> {}
            case Datum.Delayed delayed ->
                smaller(((Shape.Delayed) shape).of(), delayed.value())
                        .forEach(value -> all.add(new Datum.Delayed(value)));
            case Datum.Sequence sequence ->
                sequence(((Shape.Data) shape).arguments().getFirst(), sequence.elements(), all);
            case Datum.Block block -> block((Shape.Data) shape, block, all);
            case Datum.Table table -> {
                if (table.results().size() > 1) {
                    table.results().forEach(result -> all.add(new Datum.Table(0, List.of(result))));
                }
                oneSmaller(given(shape), table.results())
                        .forEach(results -> all.add(new Datum.Table(table.salt(), results)));
            }
            case Datum.Call call -> {
                if (generator.impossible(shape).isEmpty()) {
                    all.add(generator.generate(shape, 0, new Random(1)));
                }
                all.addAll(smallerCalls(call));
            }
        }
        return all;
    }

    /** What a table of type {@code shape} gives. */
    private static Shape given(Shape shape) {
        return shape instanceof Shape.StateMap map ? map.finds().result() : shape.result();
    }

    private void block(Shape.Data shape, Datum.Block block, List<Datum> all) {
        List<Shape> shapes = Components.of(exports, shape).get(block.constructor());
        if (exports.type(shape).structure() instanceof ExportedType.Variant
                && generator.impossible(shape).isEmpty()) {
            Datum least = generator.generate(shape, 0, new Random(1));
            if (least.text().length() < block.text().length()) {
                all.add(least);
            }
        }
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).equals(shape)) {
                all.add(block.arguments().get(i));
            }
        }
        oneSmaller(shapes, block.arguments())
                .forEach(arguments -> all.add(new Datum.Block(block.constructor(), arguments)));
    }

    private void sequence(Shape element, List<Datum> elements, List<Datum> all) {
        int size = elements.size();
        if (size > 0) {
            all.add(new Datum.Sequence(List.of()));
        }
        if (size > 2) {
            all.add(new Datum.Sequence(elements.subList(0, size / 2)));
            all.add(new Datum.Sequence(elements.subList(size / 2, size)));
        }
        for (int i = 0; i < size && size > 1; i++) {
            List<Datum> fewer = new ArrayList<>(elements);
            fewer.remove(i);
            all.add(new Datum.Sequence(fewer));
        }
        oneSmaller(element, elements).forEach(smaller -> all.add(new Datum.Sequence(smaller)));
    }

    private static List<Long> smallerNumbers(long value) {
        List<Long> all = new ArrayList<>();
        if (value == 0) {
            return all;
        }
        all.add(0L);
        if (value < 0 && value != Long.MIN_VALUE) {
            all.add(-value);
        }
        if (value / 2 != 0) {
            all.add(value / 2);
        }
        long step = value > 0 ? value - 1 : value + 1;
        if (step != 0 && step != value / 2) {
            all.add(step);
        }
        return all;
    }
}
