package dev.espalier.synth.term;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Count;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Terms are found by what they are to give, and give it where nobody looked. */
class SolverTest {
    private static final Shape NUMBER = new Shape.Number();
    private static final Shape MAYBE = new Shape.Perhaps(NUMBER);
    private static final List<Operation> OPERATIONS = Grammar.of(List.of(NUMBER, MAYBE));
    private static final List<Term.Variable> VARIABLES = List.of(
            new Term.Variable("x", "(x s)", NUMBER),
            new Term.Variable("y", "(y s)", NUMBER),
            new Term.Variable("o", "(o s)", MAYBE));

    private static Map<String, Datum> example(Random random) {
        Map<String, Datum> values = new HashMap<>();
        values.put("x", new Count(random.nextInt(6)));
        values.put("y", new Count(random.nextInt(6)));
        values.put("o", new Datum.Maybe(random.nextInt(3) == 0 ? null : new Count(random.nextInt(6))));
        return values;
    }

    private static long number(Map<String, Datum> values, String name) {
        return values.get(name) instanceof Count(long value) ? value : -1;
    }

    private static @Nullable Long inside(Map<String, Datum> values) {
        return values.get("o") instanceof Datum.Maybe(Datum content) && content instanceof Count(long value)
                ? Long.valueOf(value)
                : null;
    }

    private static Term found(Function<Map<String, Datum>, Long> wanted) {
        Random random = new Random(7);
        List<Map<String, Datum>> examples = new ArrayList<>();
        List<@Nullable Datum> targets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Map<String, Datum> values = example(random);
            examples.add(values);
            targets.add(new Count(wanted.apply(values)));
        }
        Optional<Term> term = new Solver(OPERATIONS).solve(new Problem(NUMBER, VARIABLES, examples, targets));
        assertThat(term).isPresent();
        for (int i = 0; i < 300; i++) {
            Map<String, Datum> unseen = example(random);
            assertThat(term.get().value(unseen)).isEqualTo(new Count(wanted.apply(unseen)));
        }
        return term.get();
    }

    @Test
    void aSingleTerm() {
        Term term = found(values -> Math.max(number(values, "x"), number(values, "y")) + 1);
        assertThat(term.rocq()).isIn("(S (larger (x s) (y s)))", "(S (larger (y s) (x s)))");
    }

    @Test
    void casesOfAnOption() {
        Term term = found(values -> {
            Long content = inside(values);
            return content == null ? number(values, "y") : content + 1;
        });
        assertThat(term.rocq()).isEqualTo("(match (o s) with None => (y s) | Some present => (S present) end)");
    }

    @Test
    void whatIsInsideAPairInAnOption() {
        Shape pair = new Shape.Pair(NUMBER, NUMBER);
        Shape option = new Shape.Perhaps(pair);
        List<Term.Variable> variables =
                List.of(new Term.Variable("x", "(x s)", NUMBER), new Term.Variable("o", "(o s)", option));
        Random random = new Random(11);
        List<Map<String, Datum>> examples = new ArrayList<>();
        List<@Nullable Datum> targets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long x = random.nextInt(6);
            long first = random.nextInt(6);
            long second = random.nextInt(6);
            Datum inside = new Datum.Tuple(List.of(new Count(first), new Count(second)));
            boolean there = random.nextBoolean();
            examples.add(Map.of("x", new Count(x), "o", new Datum.Maybe(there ? inside : null)));
            targets.add(new Datum.Flag(!there || first > x || x <= second));
        }
        Optional<Term> term = new Solver(Grammar.of(List.of(NUMBER, option)))
                .solve(new Problem(new Shape.Truth(), variables, examples, targets));
        assertThat(term).isPresent();
        for (int i = 0; i < 300; i++) {
            assertThat(term.get().value(examples.get(i))).isEqualTo(targets.get(i));
        }
        assertThat(term.get().variables()).containsExactly("o", "x");
        assertThat(term.get().rocq()).contains("(snd present)");
    }

    @Test
    void aCondition() {
        Term term = found(
                values -> number(values, "x") <= number(values, "y") ? number(values, "x") : number(values, "y") + 2);
        assertThat(term).isInstanceOf(Term.Choice.class);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        List<Map<String, Datum>> examples = new ArrayList<>();
        List<@Nullable Datum> targets = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            examples.add(example(random));
            targets.add(new Count(random.nextInt(1_000)));
        }
        assertThat(new Solver(OPERATIONS).solve(new Problem(NUMBER, VARIABLES, examples, targets)))
                .isEmpty();
    }

    @Test
    void guardsAreTheFewestConditionsThatTellApart() {
        Random random = new Random(5);
        List<Map<String, Datum>> pass = new ArrayList<>();
        List<Map<String, Datum>> stop = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Map<String, Datum> values = example(random);
            (number(values, "x") <= number(values, "y") ? pass : stop).add(values);
        }
        assertThat(Guards.solve(OPERATIONS, VARIABLES, pass, stop))
                .hasValueSatisfying(
                        terms -> assertThat(terms.stream().map(Term::rocq)).containsExactly("((x s) <=? (y s))"));
        assertThat(Guards.solve(OPERATIONS, VARIABLES, pass, List.of())).contains(List.of());
        assertThat(Guards.solve(OPERATIONS, VARIABLES, pass, pass)).isEmpty();
    }
}
