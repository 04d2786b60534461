package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.passes.Occurrences;

/** What definitions that are {@linkplain Sameness the same} have in common for sure: finds what is worth comparing. */
record Fingerprint(int size, int hash) {

    /** The fingerprint of a definition's body. */
    static Fingerprint of(Expr body) {
        int[] parts = {0, 0};
        Occurrences.walk(body, part -> {
            parts[0]++;
            parts[1] = 31 * parts[1] + kind(part);
        });
        return new Fingerprint(parts[0], parts[1]);
    }

    private static int kind(Expr part) {
        return switch (part) {
            case Expr.LocalRef e -> 1;
            case Expr.GlobalRef e -> 2;
            case Expr.FunctionRef e -> 3;
            case Expr.OperationRef e -> 4;
            case Expr.PrimitiveRef e -> 100 + e.primitive().ordinal();
            case Expr.RuntimeRef e -> e.function().toString().hashCode();
            case Expr.IntegerLiteral e -> 5;
            case Expr.CharacterLiteral e -> 200 + e.value();
            case Expr.StringLiteral e -> e.bytes().hashCode();
            case Expr.FloatLiteral e -> Double.hashCode(e.value());
            case Expr.BooleanLiteral e -> e.value() ? 6 : 7;
            case Expr.UnitLiteral e -> 8;
            case Expr.Lambda e -> 20 + e.parameters().size();
            case Expr.Apply e -> 30 + e.arguments().size();
            case Expr.Let e -> 9;
            case Expr.LetFunctions e -> 10;
            case Expr.If e -> 11;
            case Expr.Match e -> 12;
            case Expr.Switch e -> 40 + e.branches().size();
            case Expr.Construct e -> 60 + e.constructor().index();
            case Expr.MakeRecord e -> 13;
            case Expr.Select e -> 80 + e.field().index();
            case Expr.Absurd e -> 14;
            case Expr.Jump e -> 15;
            case Expr.Build e -> 16;
            case Expr.Extend e -> 17;
            case Expr.Complete e -> 18;
            case Expr.Join e -> 19;
            case Expr.Leave e -> 20;
            case Expr.Unread e -> 21;
        };
    }
}
