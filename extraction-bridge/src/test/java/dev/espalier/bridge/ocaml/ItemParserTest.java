package dev.espalier.bridge.ocaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemParserTest {
    @ParameterizedTest
    @CsvSource(delimiter = '%', quoteCharacter = '^', textBlock = """
            1 + 2 * 3 % (+ 1 (* 2 3))
            1 - 2 - 3 % (- (- 1 2) 3)
            1 :: 2 :: [] % (:: 1 (:: 2 []))
            a = b && c <> d % (&& (= a b) (<> c d))
            a || b && c % (|| a (&& b c))
            f x y + g z % (+ (f x y) (g z))
            f (-1) - 1 % (- (f -1) 1)
            ( <= ) a b % (<= a b)
            a.b.c d % (a.b.c d)
            if a then b else c % (if a b c)
            (if a then b else c) + 1 % (+ (if a b c) 1)
            fun x y -> x % (fun [x, y] x)
            let a = 1 in a; b % (let a 1 (; a b))
            M.N.f M.C % (M.N.f M.C)
            a mod b * c % (* (mod a b) c)
            [1; 2] % (:: 1 (:: 2 []))
            { x with M.a = 1 } % {x with M.a=1}
            """)
    void operatorsBindAsInOcaml(String source, String shown) {
        List<ItemSyntax> items = ItemParser.implementation(new SourceText("f.ml", "let v = " + source));
        assertThat(show(((ItemSyntax.Values) items.getFirst())
                        .bindings()
                        .getFirst()
                        .value()))
                .isEqualTo(shown);
    }

    @Test
    void typesAreWrittenBackAsTheyWere() {
        String type = "(('a, int) t -> P.key list) -> (int * bool) option * M.u -> 'b";
        List<ItemSyntax> items = ItemParser.signature(new SourceText("f.mli", "val v : " + type));
        assertThat(((ItemSyntax.Value) items.getFirst()).type()).hasToString(type);
    }

    private static String show(ExpressionSyntax expression) {
        return switch (expression) {
            case ExpressionSyntax.Name name -> name.path().toString();
            case ExpressionSyntax.Integer integer -> String.valueOf(integer.value());
            case ExpressionSyntax.Constructor c
            when c.argument() == null -> c.path().toString();
            case ExpressionSyntax.Constructor c
            when c.argument() instanceof ExpressionSyntax.Tuple tuple ->
                "(" + c.path() + " " + all(tuple.components()) + ")";
            case ExpressionSyntax.Apply apply -> "(" + show(apply.function()) + " " + all(apply.arguments()) + ")";
            case ExpressionSyntax.If c ->
                "(if " + show(c.condition()) + " " + show(c.then()) + " " + show(c.otherwise()) + ")";
            case ExpressionSyntax.Select select -> show(select.record()) + "." + select.field();
            case ExpressionSyntax.Sequence s -> "(; " + show(s.first()) + " " + show(s.second()) + ")";
            case ExpressionSyntax.Function f ->
                "(fun "
                        + f.parameters().stream()
                                .map(p -> ((PatternSyntax.Variable) p).name())
                                .toList()
                        + " " + show(f.body()) + ")";
            case ExpressionSyntax.Let let ->
                "(let "
                        + ((PatternSyntax.Variable) let.bindings().getFirst().pattern()).name() + " "
                        + show(let.bindings().getFirst().value()) + " " + show(let.body()) + ")";
            case ExpressionSyntax.Record r
            when r.base() instanceof ExpressionSyntax base ->
                "{" + show(base) + " with " + r.fields().getFirst().path() + "="
                        + show(r.fields().getFirst().value()) + "}";
            default -> expression.toString();
        };
    }

    private static String all(List<ExpressionSyntax> expressions) {
        return String.join(" ", expressions.stream().map(ItemParserTest::show).toList());
    }
}
