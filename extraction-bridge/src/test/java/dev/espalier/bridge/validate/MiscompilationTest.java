package dev.espalier.bridge.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.differential.NativeOcaml;
import dev.espalier.bridge.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A translation that is wrong in one place is found out, and the input that shows it is small. */
class MiscompilationTest {
    private static final ValidationOptions OPTIONS =
            new ValidationOptions(200, 1, Duration.ofMillis(100), Duration.ofMinutes(2));

    /** A call that overflows its stack takes long, so the mistakes without end are given fewer of them. */
    private static final ValidationOptions WITHOUT_END =
            new ValidationOptions(5, 1, Duration.ofMillis(100), Duration.ofMinutes(2));

    /** And a small stack: it takes a quarter of a minute to leave the millions of frames that the usual stack has room for. */
    private static final JavaLimits SMALL_STACK = new JavaLimits(JavaLimits.USUAL.time(), 16L << 20);

    /**
     * One way of mistranslating.
     *
     * @param function the value of {@code validate/seeds.ml} that is then wrong
     * @param edits pairs of what the Java has and what it gets instead
     * @param shown the longest expression that the difference may be shown with
     */
    private record Mistake(String name, String function, List<String> edits, int shown) {
        ValidationOptions options() {
            return name.endsWith("without end") ? WITHOUT_END : OPTIONS;
        }

        JavaLimits limits() {
            return name.endsWith("without end") ? SMALL_STACK : JavaLimits.USUAL;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake(
                        "the right side of a connective first",
                        "Order.starts_with",
                        27,
                        "value && Lists.<Long>head(l) == x",
                        "Lists.<Long>head(l) == x && value"),
                mistake("wrapped arithmetic", "Arithmetic.square", 40, "Math.multiplyExact(n, n)", "n * n"),
                mistake(
                        "swapped constructors",
                        "Shapes.grown",
                        20,
                        "new Shape.Circle(1L) : new Shape.Square(r)",
                        "new Shape.Square(1L) : new Shape.Circle(r)"),
                mistake("swapped record fields", "Spans.span", 16, "new Span(a, b)", "new Span(b, a)"),
                mistake(
                        "a list changed in place that somebody else holds",
                        "Sharing.twice",
                        21,
                        "return new Pair<>(\n                Lists.append(l, new ConsList.Cell<>(1L, ConsList.nil())),\n"
                                + "                Lists.append(l, new ConsList.Cell<>(2L, ConsList.nil())));",
                        "var held = l.toList(); held.add(1L); held.set(held.size() - 1, 2L);"
                                + " return new Pair<>(ConsList.copyOf(held), ConsList.copyOf(held));"),
                mistake(
                        "lost laziness, seen by an exception",
                        "Streams.failing",
                        22,
                        "return Lazy.<Cell<Long>>delay(\n                (_, _) ->\n",
                        "Cell<Long> cell =\n",
                        "ConsList.nil()),\n                                from(n)));",
                        "ConsList.nil()), from(n));\n        return Lazy.<Cell<Long>>delay((_, _) -> cell);"),
                mistake(
                        "lost laziness, without end",
                        "Streams.from",
                        41,
                        "return Lazy.<Cell<Long>>delay((_, _) -> new Cell.Cell2<>(n, from(Math.addExact(n, 1L))));",
                        "Cell<Long> cell = new Cell.Cell2<>(n, from(n == 9L ? n : n + 1L));"
                                + " return Lazy.<Cell<Long>>delay((_, _) -> cell);"),
                mistake(
                        "a tail call's arguments assigned one after another",
                        "Loops.fib",
                        22,
                        "long nextA = b;",
                        "long nextA = b; a = nextA;"),
                mistake(
                        "the wrong branch of a match",
                        "Shapes.area",
                        24,
                        "Math.addExact(a, a)",
                        "Math.multiplyExact(3L, a)"),
                mistake("a literal that is one off", "Guards.grade", 20, "n < 100L", "n < 101L"),
                mistake(
                        "boxed numbers compared by identity",
                        "Equality.same_ends",
                        39,
                        "return a == b;",
                        "return p.first() == p.second();"),
                mistake("a dropped guard", "Guards.grade", 20, "n < 10L ? 1L : n < 100L", "n < 100L"),
                mistake(
                        "a captured variable of a loop that changes",
                        "Loops.adders",
                        23,
                        "        while (true) {\n            long n2 = n;",
                        "        long[] held = {n};\n        while (true) {\n            long n2 = n; held[0] = n;",
                        "Math.addExact(x, n2)",
                        "Math.addExact(x, held[0])"),
                mistake(
                        "an element lost in a match",
                        "Lists.append",
                        31,
                        "built.add(x);",
                        "if (rest instanceof ConsList.Cell<A1>) { built.add(x); }"),
                mistake(
                        "an entry looked at after it was overwritten",
                        "Kept.next",
                        60,
                        "return new Pair<>(n, changed);",
                        "return new Pair<>(e.content(), changed);"));
    }

    private static Mistake mistake(String name, String function, int shown, String... edits) {
        return new Mistake(name, function, List.of(edits), shown);
    }

    /** All of the file, or one module of it. */
    private static BridgeRequest request(@Nullable String module) {
        return BridgeRequest.library("seeds", new SourceText("seeds.ml", resource("validate/seeds.ml")), null)
                .only(module);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isCaught(Mistake mistake) throws Exception {
        NativeOcaml.assumePresent();
        BridgeRequest request = request(mistake.function().split("\\.")[0]);
        BridgeResult right = Bridge.translate(request);
        SortedMap<String, String> files = new TreeMap<>(right.files());
        for (int i = 0; i < mistake.edits().size(); i += 2) {
            String from = mistake.edits().get(i);
            String to = mistake.edits().get(i + 1);
            assertThat(files.values()).anyMatch(text -> text.contains(from));
            files.replaceAll((path, text) -> text.replace(from, to));
        }
        ValidationReport report =
                Validator.validate(request, right.with(files), mistake.options(), mistake.limits(), (done, all) -> {});
        assertThat(report.agrees()).isFalse();
        FunctionReport wrong = report.functions().stream()
                .filter(one -> one.name().equals(mistake.function()))
                .findFirst()
                .orElseThrow();
        Difference difference = Objects.requireNonNull(wrong.difference(), () -> "caught in " + report.differences());
        // The minimal input, for a person who reads the log.
        System.out.println(mistake + ", in " + mistake.function() + ":\n" + difference.text());
        assertThat(difference.expression()).hasSizeLessThanOrEqualTo(mistake.shown());
        assertThat(difference.ocaml()).isNotEqualTo(difference.java());
    }

    @Test
    void theRightTranslationIsNotAccused() throws Exception {
        NativeOcaml.assumePresent();
        ValidationReport report = Validator.validate(request(null), OPTIONS);
        assertThat(report.differences()).isEmpty();
        assertThat(report.notValidated()).isEmpty();
        assertThat(report.agreed()).isGreaterThan(1500);
    }

    @Test
    void theSameSeedGivesTheSameReport() throws Exception {
        NativeOcaml.assumePresent();
        ValidationOptions few = ValidationOptions.of(40, 7);
        assertThat(Validator.validate(request("Shapes"), few)).isEqualTo(Validator.validate(request("Shapes"), few));
    }

    static String resource(String path) {
        try (var in = MiscompilationTest.class.getClassLoader().getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
