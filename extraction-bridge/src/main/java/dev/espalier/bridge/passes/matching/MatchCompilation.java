package dev.espalier.bridge.passes.matching;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Pattern;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Rewriter;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns matches with nested patterns into decision trees of one-level branches, with OCaml's choice of the case
 * (after Maranget, "Compiling pattern matching to good decision trees", 2008). Of what the first case tests, that goes
 * first which the most cases test. A body that is reached from several leaves is repeated there if it is small, and is a
 * {@linkplain Expr.Join join point} otherwise, which keeps its tail calls tail calls.
 */
public final class MatchCompilation implements Pass {
    /** Nested alternatives can multiply: what people and extraction write stays far below. */
    private static final int MOST_NODES = 100_000;

    /** The pass. */
    public MatchCompilation() {}

    @Override
    public String name() {
        return "matching";
    }

    @Override
    public Program run(Program program) {
        program.globals().forEach(global -> global.define(compile(global.body())));
        return program;
    }

    /** What is still to be tested for the {@code origin}-th case, and what it binds once all tests hold. */
    private record Row(
            int origin,
            Map<Local, Pattern> tests,
            List<Binding> bindings,
            @Nullable Expr guard,
            Expr body) {
        Row with(Map<Local, Pattern> newTests, List<Binding> newBindings) {
            return new Row(origin, newTests, newBindings, guard, body);
        }
    }

    private record Binding(Local local, Local value) {}

    /** {@code expr} without matches. */
    static Expr compile(Expr expr) {
        Expr compiled = Rewriter.parts(expr, MatchCompilation::compile);
        return compiled instanceof Expr.Match match ? match(match) : compiled;
    }

    private static Expr match(Expr.Match match) {
        if (match.scrutinee() instanceof Expr.MakeRecord made
                && areRecords(match.cases().stream().map(Expr.Case::pattern).toList())) {
            return components(match, made);
        }
        if (match.scrutinee() instanceof Expr.LocalRef ref) {
            return new Compiler(match).tree(rows(match, ref.local()));
        }
        Local whole = new Local(hint(match), match.scrutinee().type());
        return new Expr.Let(whole, match.scrutinee(), new Compiler(match).tree(rows(match, whole)));
    }

    /** Matches records that are built on the spot, as in {@code match a, b, c with}, without building them. */
    private static Expr components(Expr.Match match, Expr.MakeRecord made) {
        Map<Local, Expr> parts = new LinkedHashMap<>();
        List<Map<Local, Pattern>> tests = new ArrayList<>();
        match.cases().forEach(one -> tests.add(new LinkedHashMap<>()));
        List<Pattern> patterns = match.cases().stream().map(Expr.Case::pattern).toList();
        components(made, patterns, parts, tests);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            Expr.Case one = match.cases().get(i);
            rows.add(new Row(i, tests.get(i), List.of(), one.guard(), one.body()));
        }
        Expr result = new Compiler(match).tree(rows);
        for (Map.Entry<Local, Expr> part : List.copyOf(parts.entrySet()).reversed()) {
            boolean direct = part.getValue() instanceof Expr.LocalRef ref && ref.local() == part.getKey();
            if (!direct) {
                result = new Expr.Let(part.getKey(), part.getValue(), result);
            }
        }
        return result;
    }

    private static void components(
            Expr.MakeRecord made, List<Pattern> patterns, Map<Local, Expr> parts, List<Map<Local, Pattern>> tests) {
        for (int i = 0; i < made.fields().size(); i++) {
            Expr field = made.fields().get(i);
            List<Pattern> ofField = new ArrayList<>();
            for (Pattern pattern : patterns) {
                ofField.add(
                        pattern instanceof Pattern.Record record
                                ? record.fields().get(i)
                                : new Pattern.Any());
            }
            if (field instanceof Expr.MakeRecord inner && areRecords(ofField)) {
                components(inner, ofField, parts, tests);
                continue;
            }
            boolean direct = field instanceof Expr.LocalRef ref && !parts.containsKey(ref.local());
            String name = made.symbol().fields().get(i).name();
            Local part = direct ? ((Expr.LocalRef) field).local() : new Local(name, field.type());
            parts.put(part, field);
            for (int row = 0; row < tests.size(); row++) {
                tests.get(row).put(part, ofField.get(row));
            }
        }
    }

    private static boolean areRecords(List<Pattern> patterns) {
        return patterns.stream()
                .allMatch(pattern -> pattern instanceof Pattern.Record || pattern instanceof Pattern.Any);
    }

    private static List<Row> rows(Expr.Match match, Local whole) {
        List<Row> rows = new ArrayList<>();
        for (Expr.Case one : match.cases()) {
            Map<Local, Pattern> tests = new LinkedHashMap<>();
            tests.put(whole, one.pattern());
            rows.add(new Row(rows.size(), tests, List.of(), one.guard(), one.body()));
        }
        return rows;
    }

    private static String hint(Expr.Match match) {
        for (Expr.Case one : match.cases()) {
            if (one.pattern() instanceof Pattern.Bind bind) {
                return bind.local().name();
            }
        }
        return "matched";
    }

    /** Compiles the rows of one match. */
    private record Compiler(Position position, Type type, SharedBodies bodies, int[] nodes) {
        Compiler(Expr.Match match) {
            this(match.position(), match.type(), new SharedBodies(), new int[1]);
        }

        Expr tree(List<Row> rows) {
            return bodies.joined(compile(rows));
        }

        Expr compile(List<Row> unsettled) {
            if (++nodes[0] > MOST_NODES) {
                throw new TranslationException(
                        position,
                        "match",
                        "has so many combinations of patterns that its decision tree is too large",
                        "match on one value after the other");
            }
            List<Row> rows = new ArrayList<>();
            unsettled.forEach(row -> settle(row, rows));
            if (rows.isEmpty()) {
                return new Expr.Absurd(position, type);
            }
            Row first = rows.getFirst();
            if (first.tests.isEmpty()) {
                return leaf(first, rows);
            }
            Map.Entry<Local, Pattern> test = choose(first, rows);
            return switch (test.getValue()) {
                case Pattern.Record record -> open(test.getKey(), record.symbol(), rows);
                case Pattern.IntegerValue value -> constant(test.getKey(), value, rows);
                case Pattern.Constant value -> constant(test.getKey(), value, rows);
                case Pattern.CharacterRange range -> constant(test.getKey(), range, rows);
                case Pattern.Delayed delayed -> force(test.getKey(), rows);
                case Pattern.BooleanValue value -> truth(test.getKey(), rows);
                case Pattern.Construct construct ->
                    branches(test.getKey(), construct.constructor().owner(), rows);
                default -> throw new IllegalStateException("unsettled pattern " + test.getValue());
            };
        }

        /** Of the tests of the first row, the one that most rows have, and of these the first: fewest are repeated. */
        private static Map.Entry<Local, Pattern> choose(Row first, List<Row> rows) {
            Map.Entry<Local, Pattern> best = first.tests.entrySet().iterator().next();
            long most = 0;
            for (Map.Entry<Local, Pattern> test : first.tests.entrySet()) {
                long rowsThatTest = rows.stream()
                        .filter(row -> row.tests.containsKey(test.getKey()))
                        .count();
                // A lazy value is computed only once all else holds.
                if (rowsThatTest > most && !(test.getValue() instanceof Pattern.Delayed)) {
                    most = rowsThatTest;
                    best = test;
                }
            }
            return best;
        }

        private Expr leaf(Row row, List<Row> rows) {
            Map<Local, Local> bindings = new LinkedHashMap<>();
            row.bindings.forEach(binding -> bindings.put(binding.local, binding.value));
            if (row.guard == null) {
                return bodies.leaf(row.body, bindings, type);
            }
            // The leftmost alternative that matches is the one taken: when the guard says no, the case is over.
            Expr rest = compile(
                    rows.stream().filter(other -> other.origin != row.origin).toList());
            return SharedBodies.bound(bindings, new Expr.If(row.guard, row.body, rest));
        }

        /** Removes what always matches, and splits alternatives into rows. */
        private static void settle(Row row, List<Row> settled) {
            Map<Local, Pattern> tests = new LinkedHashMap<>();
            List<Binding> bindings = new ArrayList<>(row.bindings);
            for (Map.Entry<Local, Pattern> test : row.tests.entrySet()) {
                Pattern pattern = test.getValue();
                while (pattern instanceof Pattern.Bind bind) {
                    bindings.add(new Binding(bind.local(), test.getKey()));
                    pattern = bind.pattern();
                }
                if (pattern instanceof Pattern.Or or) {
                    for (Pattern side : List.of(or.left(), or.right())) {
                        settle(row.with(split(row.tests, tests, test.getKey(), side), bindings), settled);
                    }
                    return;
                }
                if (!(pattern instanceof Pattern.Any)) {
                    tests.put(test.getKey(), pattern);
                }
            }
            settled.add(row.with(tests, bindings));
        }

        /** The tests done so far, then {@code side} for {@code at}, then the tests not yet looked at. */
        private static Map<Local, Pattern> split(
                Map<Local, Pattern> all, Map<Local, Pattern> done, Local at, Pattern side) {
            Map<Local, Pattern> tests = new LinkedHashMap<>(done);
            boolean later = false;
            for (Map.Entry<Local, Pattern> test : all.entrySet()) {
                if (test.getKey() == at) {
                    tests.put(at, side);
                    later = true;
                } else if (later) {
                    tests.put(test.getKey(), test.getValue());
                }
            }
            return tests;
        }

        private Expr open(Local record, TypeSymbol symbol, List<Row> rows) {
            List<Local> fields = new ArrayList<>();
            for (TypeSymbol.Field field : symbol.fields()) {
                String name = name(rows, record, field.index(), field.name());
                fields.add(new Local(name, Types.field(field, record.type())));
            }
            List<Row> opened = new ArrayList<>();
            for (Row row : rows) {
                opened.add(
                        row.tests.get(record) instanceof Pattern.Record pattern
                                ? replace(row, record, fields, pattern.fields())
                                : row);
            }
            Expr result = compile(opened);
            for (int i = fields.size() - 1; i >= 0; i--) {
                TypeSymbol.Field field = symbol.fields().get(i);
                Expr select = new Expr.Select(
                        new Expr.LocalRef(record), field, fields.get(i).type());
                result = new Expr.Let(fields.get(i), select, result);
            }
            return result;
        }

        private Expr branches(Local value, TypeSymbol symbol, List<Row> rows) {
            Set<TypeSymbol.Constructor> tested = new LinkedHashSet<>();
            for (Row row : rows) {
                if (row.tests.get(value) instanceof Pattern.Construct construct) {
                    tested.add(construct.constructor());
                }
            }
            List<Expr.Branch> branches = new ArrayList<>();
            for (TypeSymbol.Constructor constructor : symbol.constructors()) {
                if (!tested.contains(constructor)) {
                    continue;
                }
                List<Type> types = Types.arguments(constructor, value.type());
                List<Local> fields = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    fields.add(new Local(name(rows, value, constructor, i), types.get(i)));
                }
                List<Row> chosen = new ArrayList<>();
                for (Row row : rows) {
                    if (!(row.tests.get(value) instanceof Pattern.Construct construct)) {
                        chosen.add(row);
                    } else if (construct.constructor() == constructor) {
                        chosen.add(replace(row, value, fields, construct.arguments()));
                    }
                }
                branches.add(new Expr.Branch(constructor, fields, compile(chosen)));
            }
            boolean complete = branches.size() == symbol.constructors().size();
            return new Expr.Switch(value, branches, complete ? null : compile(untested(rows, value)), type);
        }

        private Expr constant(Local value, Pattern test, List<Row> rows) {
            List<Row> equal = new ArrayList<>();
            List<Row> different = new ArrayList<>();
            for (Row row : rows) {
                Pattern pattern = row.tests.get(value);
                if (pattern == null || pattern.equals(test)) {
                    equal.add(without(row, value));
                } else if (pattern instanceof Pattern.CharacterRange || test instanceof Pattern.CharacterRange) {
                    equal.add(row); // ranges and characters may overlap
                }
                if (pattern == null || !pattern.equals(test)) {
                    different.add(row);
                }
            }
            return new Expr.If(condition(new Expr.LocalRef(value), test), compile(equal), compile(different));
        }

        private static Expr condition(Expr value, Pattern test) {
            return switch (test) {
                case Pattern.IntegerValue integer ->
                    compare(Primitive.EQUAL, value, new Expr.IntegerLiteral(integer.value()));
                case Pattern.Constant constant -> compare(Primitive.EQUAL, value, constant.literal());
                case Pattern.CharacterRange range -> {
                    Type type =
                            new Type.Arrow(Builtins.BOOL_TYPE, new Type.Arrow(Builtins.BOOL_TYPE, Builtins.BOOL_TYPE));
                    List<Expr> sides = List.of(
                            compare(Primitive.AT_LEAST, value, new Expr.CharacterLiteral(range.first())),
                            compare(Primitive.AT_MOST, value, new Expr.CharacterLiteral(range.last())));
                    yield new Expr.Apply(new Expr.PrimitiveRef(Primitive.AND, type), sides, Builtins.BOOL_TYPE);
                }
                default -> throw new IllegalStateException("no constant " + test);
            };
        }

        private static Expr compare(Primitive comparison, Expr left, Expr right) {
            Type type = new Type.Arrow(right.type(), new Type.Arrow(right.type(), Builtins.BOOL_TYPE));
            return new Expr.Apply(new Expr.PrimitiveRef(comparison, type), List.of(left, right), Builtins.BOOL_TYPE);
        }

        /** Computes a lazy value, since a pattern asks what it is. */
        private Expr force(Local value, List<Row> rows) {
            Type result = ((Type.Named) value.type().resolved()).arguments().getFirst();
            Local forced = new Local("forced", result);
            List<Row> asked = new ArrayList<>();
            for (Row row : rows) {
                asked.add(
                        row.tests.get(value) instanceof Pattern.Delayed delayed
                                ? replace(row, value, List.of(forced), List.of(delayed.pattern()))
                                : row);
            }
            Expr force = new Expr.Apply(
                    new Expr.PrimitiveRef(Primitive.FORCE, new Type.Arrow(value.type(), result)),
                    List.of(new Expr.LocalRef(value)),
                    result);
            return new Expr.Let(forced, force, compile(asked));
        }

        private Expr truth(Local value, List<Row> rows) {
            List<Row> yes = new ArrayList<>();
            List<Row> no = new ArrayList<>();
            for (Row row : rows) {
                Pattern pattern = row.tests.get(value);
                @Nullable Boolean wanted = pattern instanceof Pattern.BooleanValue test ? test.value() : null;
                if (!Boolean.FALSE.equals(wanted)) {
                    yes.add(without(row, value));
                }
                if (!Boolean.TRUE.equals(wanted)) {
                    no.add(without(row, value));
                }
            }
            return new Expr.If(new Expr.LocalRef(value), compile(yes), compile(no));
        }

        private static List<Row> untested(List<Row> rows, Local value) {
            return rows.stream().filter(row -> !row.tests.containsKey(value)).toList();
        }

        private static Row without(Row row, Local value) {
            return replace(row, value, List.of(), List.of());
        }

        /** The row with the test of {@code value} replaced, in its place, by tests of its parts. */
        private static Row replace(Row row, Local value, List<Local> parts, List<Pattern> patterns) {
            Map<Local, Pattern> tests = new LinkedHashMap<>();
            row.tests.forEach((local, pattern) -> {
                if (local != value) {
                    tests.put(local, pattern);
                    return;
                }
                for (int i = 0; i < parts.size(); i++) {
                    tests.put(parts.get(i), patterns.get(i));
                }
            });
            return row.with(tests, row.bindings);
        }

        private static String name(List<Row> rows, Local record, int index, String otherwise) {
            for (Row row : rows) {
                if (row.tests.get(record) instanceof Pattern.Record pattern
                        && pattern.fields().get(index) instanceof Pattern.Bind bind) {
                    return bind.local().name();
                }
            }
            return otherwise;
        }

        private static String name(List<Row> rows, Local value, TypeSymbol.Constructor constructor, int index) {
            for (Row row : rows) {
                if (row.tests.get(value) instanceof Pattern.Construct pattern
                        && pattern.constructor() == constructor
                        && pattern.arguments().get(index) instanceof Pattern.Bind bind) {
                    return bind.local().name();
                }
            }
            return "part";
        }
    }
}
