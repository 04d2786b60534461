package dev.espalier.bridge.passes.representation;

import static dev.espalier.bridge.passes.representation.Operations.natural;
import static dev.espalier.bridge.passes.representation.Operations.test;
import static dev.espalier.bridge.passes.representation.Operations.whole;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Direct definitions of the standard library's functions on numbers, by their names in the reference extractions
 * ({@link Reference}). What is not here is translated as it is written, and is fast where it is made of these.
 *
 * <p>{@code Nat}: a division by 0 gives 0 and leaves the dividend, a difference is not below 0. {@code Z}: the quotient
 * is rounded towards minus infinity, a division by 0 as for {@code Nat}; {@code quot} and {@code rem} truncate.
 */
final class KnownFunctions {
    private final Map<String, Replacement> replacements = new HashMap<>();

    KnownFunctions() {
        naturals();
        naturalBits();
        decisions();
        positives();
        positiveMasks();
        positiveBits();
        binaryNaturals();
        integers();
        integerDivision();
        bits("N");
        bits("Z");
    }

    /** A direct definition; see {@link Replacement#apply}. */
    @FunctionalInterface
    interface Direct {
        Expr of(List<Expr> arguments, Type result);
    }

    /** A direct definition of one argument. */
    @FunctionalInterface
    private interface Unary {
        Expr of(Expr argument);
    }

    /** A direct definition of two arguments. */
    @FunctionalInterface
    private interface Binary {
        Expr of(Expr left, Expr right);
    }

    /** The direct definitions, by name. */
    Map<String, Replacement> replacements() {
        return replacements;
    }

    private void define(String name, int arity, Direct direct) {
        replacements.put(name, new Replacement(name, arity, null, direct));
    }

    private void unary(String name, Unary direct) {
        define(name, 1, (arguments, result) -> direct.of(arguments.getFirst()));
    }

    private void binary(String name, Binary direct) {
        define(name, 2, (arguments, result) -> direct.of(arguments.get(0), arguments.get(1)));
    }

    private void primitive(String name, Primitive primitive) {
        define(name, primitive.arity(), (arguments, result) -> Operations.apply(primitive, result, arguments));
    }

    private void comparison(String name, Primitive equal, Primitive less) {
        define(
                name,
                2,
                (arguments, result) -> compared(
                        arguments, result, equal, less, new Expr.Construct(constructor(result, 0), List.of(), result)));
    }

    /** {@code Lt}, {@code Gt}, or {@code ifEqual}. */
    private static Expr compared(List<Expr> sides, Type result, Primitive equal, Primitive less, Expr ifEqual) {
        return new Expr.If(
                Operations.apply(less, Builtins.BOOL_TYPE, sides),
                new Expr.Construct(constructor(result, 1), List.of(), result),
                new Expr.If(
                        Operations.apply(equal, Builtins.BOOL_TYPE, sides),
                        ifEqual,
                        new Expr.Construct(constructor(result, 2), List.of(), result)));
    }

    private static TypeSymbol.Constructor constructor(Type type, int index) {
        return ((Type.Named) type.resolved()).symbol().constructors().get(index);
    }

    private static Expr number(long value) {
        return new Expr.IntegerLiteral(value);
    }

    private static Expr pair(Expr first, Expr second) {
        return new Expr.MakeRecord(Builtins.PAIR, List.of(first, second), Builtins.pair(first.type(), second.type()));
    }

    private static Expr not(Expr truth) {
        return test(Primitive.NOT, truth);
    }

    private void naturals() {
        primitive("Nat.add", Primitive.ADD);
        primitive("Nat.tail_add", Primitive.ADD);
        primitive("Nat.mul", Primitive.MULTIPLY);
        primitive("Nat.tail_mul", Primitive.MULTIPLY);
        binary("Nat.sub", (n, m) -> natural(Primitive.MAXIMUM, number(0), natural(Primitive.SUBTRACT, n, m)));
        primitive("Nat.eqb", Primitive.EQUAL);
        primitive("Nat.eq_dec", Primitive.EQUAL);
        primitive("Nat.leb", Primitive.AT_MOST);
        primitive("Nat.ltb", Primitive.LESS);
        comparison("Nat.compare", Primitive.EQUAL, Primitive.LESS);
        primitive("Nat.max", Primitive.MAXIMUM);
        primitive("Nat.min", Primitive.MINIMUM);
        unary("Nat.even", n -> test(Primitive.EQUAL, natural(Primitive.REMAINDER, n, number(2)), number(0)));
        primitive("Nat.pow", Primitive.NATURAL_POWER);
        binary("Nat.div", (n, m) -> byZero(m, number(0), natural(Primitive.DIVIDE, n, m)));
        binary("Nat.modulo", (n, m) -> byZero(m, n, natural(Primitive.REMAINDER, n, m)));
        primitive("Nat.sqrt", Primitive.NATURAL_SQUARE_ROOT);
        primitive("Nat.log2", Primitive.NATURAL_LOGARITHM);
        unary("Nat.div2", n -> natural(Primitive.DIVIDE, n, number(2)));
    }

    private static Expr byZero(Expr divisor, Expr ifZero, Expr otherwise) {
        return new Expr.If(test(Primitive.EQUAL, divisor, number(0)), ifZero, otherwise);
    }

    private void naturalBits() {
        binary("Nat.coq_land", onWhole(Primitive.WHOLE_AND));
        binary("Nat.coq_lor", onWhole(Primitive.WHOLE_OR));
        binary("Nat.coq_lxor", onWhole(Primitive.WHOLE_XOR));
        binary("Nat.ldiff", onWhole(Primitive.WHOLE_AND_NOT));
        binary("Nat.shiftl", onWhole(Primitive.WHOLE_SHIFT_LEFT));
        binary("Nat.shiftr", onWhole(Primitive.WHOLE_SHIFT_RIGHT));
        binary(
                "Nat.testbit",
                (n, m) -> test(Primitive.WHOLE_TEST_BIT, whole(Primitive.WHOLE, n), whole(Primitive.WHOLE, m)));
    }

    private static Binary onWhole(Primitive primitive) {
        return (n, m) -> natural(
                Primitive.WHOLE_TO_NATURAL, whole(primitive, whole(Primitive.WHOLE, n), whole(Primitive.WHOLE, m)));
    }

    private void decisions() {
        primitive("le_lt_dec", Primitive.AT_MOST);
        define(
                "lt_eq_lt_dec",
                2,
                (arguments, result) -> new Expr.If(
                        Operations.apply(Primitive.AT_MOST, Builtins.BOOL_TYPE, arguments),
                        new Expr.Construct(
                                Builtins.OPTION.constructors().get(1),
                                List.of(Operations.apply(Primitive.LESS, Builtins.BOOL_TYPE, arguments)),
                                result),
                        new Expr.Construct(Builtins.OPTION.constructors().get(0), List.of(), result)));
    }

    private void positives() {
        unary("Coq_Pos.succ", p -> whole(Primitive.WHOLE_ADD, p, whole(1)));
        primitive("Coq_Pos.add", Primitive.WHOLE_ADD);
        binary("Coq_Pos.add_carry", (p, q) -> whole(Primitive.WHOLE_ADD, whole(Primitive.WHOLE_ADD, p, q), whole(1)));
        unary("Coq_Pos.pred_double", p -> whole(Primitive.WHOLE_SUBTRACT, whole(Primitive.WHOLE_TWICE, p), whole(1)));
        binary(
                "Coq_Pos.sub",
                (p, q) ->
                        new Expr.If(test(Primitive.WHOLE_LESS, q, p), whole(Primitive.WHOLE_SUBTRACT, p, q), whole(1)));
        primitive("Coq_Pos.mul", Primitive.WHOLE_MULTIPLY);
        unary("Coq_Pos.square", p -> whole(Primitive.WHOLE_MULTIPLY, p, p));
        primitive("Coq_Pos.pow", Primitive.WHOLE_POWER);
        comparison("Coq_Pos.compare", Primitive.WHOLE_EQUAL, Primitive.WHOLE_LESS);
        define(
                "Coq_Pos.compare_cont",
                3,
                (arguments, result) -> compared(
                        arguments.subList(1, 3),
                        result,
                        Primitive.WHOLE_EQUAL,
                        Primitive.WHOLE_LESS,
                        arguments.getFirst()));
        order("Coq_Pos");
        primitive("Coq_Pos.size_nat", Primitive.WHOLE_BITS);
        unary("Coq_Pos.size", p -> whole(Primitive.WHOLE, natural(Primitive.WHOLE_BITS, p)));
        primitive("Coq_Pos.sqrt", Primitive.WHOLE_SQUARE_ROOT);
        primitive("Coq_Pos.gcd", Primitive.WHOLE_GREATEST_COMMON_DIVISOR);
        binary("Coq_Pos.ggcd", KnownFunctions::reduced);
        primitive("Coq_Pos.to_nat", Primitive.WHOLE_TO_NATURAL);
        unary("Coq_Pos.of_nat", n -> whole(Primitive.WHOLE, natural(Primitive.MAXIMUM, number(1), n)));
        unary("Coq_Pos.of_succ_nat", n -> whole(Primitive.WHOLE_ADD, whole(Primitive.WHOLE, n), whole(1)));
    }

    private void order(String module) {
        primitive(module + ".eqb", Primitive.WHOLE_EQUAL);
        primitive(module + ".eq_dec", Primitive.WHOLE_EQUAL);
        primitive(module + ".leb", Primitive.WHOLE_AT_MOST);
        primitive(module + ".ltb", Primitive.WHOLE_LESS);
        primitive(module + ".min", Primitive.WHOLE_MINIMUM);
        primitive(module + ".max", Primitive.WHOLE_MAXIMUM);
    }

    /** The greatest common divisor, and what both sides are of it. */
    private static Expr reduced(Expr a, Expr b) {
        Local local = new Local("divisor", Builtins.WHOLE_TYPE);
        Expr divisor = new Expr.LocalRef(local);
        return new Expr.Let(
                local,
                whole(Primitive.WHOLE_GREATEST_COMMON_DIVISOR, a, b),
                pair(
                        divisor,
                        pair(whole(Primitive.WHOLE_DIVIDE, a, divisor), whole(Primitive.WHOLE_DIVIDE, b, divisor))));
    }

    /** Differences that tell whether they are 0, positive or negative: the constructors of masks, in that order. */
    private void positiveMasks() {
        define("Coq_Pos.sub_mask", 2, (arguments, result) -> mask(arguments.get(0), arguments.get(1), result));
        define(
                "Coq_Pos.sub_mask_carry",
                2,
                (arguments, result) ->
                        mask(arguments.get(0), whole(Primitive.WHOLE_ADD, arguments.get(1), whole(1)), result));
    }

    private static Expr mask(Expr p, Expr q, Type result) {
        return new Expr.If(
                test(Primitive.WHOLE_LESS, p, q),
                new Expr.Construct(constructor(result, 2), List.of(), result),
                new Expr.If(
                        test(Primitive.WHOLE_EQUAL, p, q),
                        new Expr.Construct(constructor(result, 0), List.of(), result),
                        new Expr.Construct(
                                constructor(result, 1), List.of(whole(Primitive.WHOLE_SUBTRACT, p, q)), result)));
    }

    private void positiveBits() {
        bits("Coq_Pos");
        binary(
                "Coq_Pos.shiftr",
                (p, n) -> whole(Primitive.WHOLE_MAXIMUM, whole(1), whole(Primitive.WHOLE_SHIFT_RIGHT, p, n)));
        binary("Coq_Pos.shiftl_nat", (p, n) -> whole(Primitive.WHOLE_SHIFT_LEFT, p, whole(Primitive.WHOLE, n)));
        binary(
                "Coq_Pos.shiftr_nat",
                (p, n) -> whole(
                        Primitive.WHOLE_MAXIMUM,
                        whole(1),
                        whole(Primitive.WHOLE_SHIFT_RIGHT, p, whole(Primitive.WHOLE, n))));
        binary("Coq_Pos.testbit_nat", (p, n) -> test(Primitive.WHOLE_TEST_BIT, p, whole(Primitive.WHOLE, n)));
    }

    private void bits(String module) {
        primitive(module + ".coq_lor", Primitive.WHOLE_OR);
        primitive(module + ".coq_land", Primitive.WHOLE_AND);
        primitive(module + ".coq_lxor", Primitive.WHOLE_XOR);
        primitive(module + ".ldiff", Primitive.WHOLE_AND_NOT);
        primitive(module + ".testbit", Primitive.WHOLE_TEST_BIT);
        primitive(module + ".shiftl", Primitive.WHOLE_SHIFT_LEFT);
        primitive(module + ".shiftr", Primitive.WHOLE_SHIFT_RIGHT);
    }

    private void binaryNaturals() {
        unary("N.succ_double", n -> whole(Primitive.WHOLE_TWICE_AND_ONE, n));
        primitive("N.sub", Primitive.WHOLE_MONUS);
        unary("N.pred", n -> whole(Primitive.WHOLE_MONUS, n, whole(1)));
        unary("N.succ_pos", n -> whole(Primitive.WHOLE_ADD, n, whole(1)));
        unary("N.size", n -> whole(Primitive.WHOLE, natural(Primitive.WHOLE_BITS, n)));
        primitive("N.size_nat", Primitive.WHOLE_BITS);
        primitive("N.div", Primitive.WHOLE_DIVIDE);
        primitive("N.modulo", Primitive.WHOLE_MODULO);
        primitive("N.to_nat", Primitive.WHOLE_TO_NATURAL);
        primitive("N.of_nat", Primitive.WHOLE);
        arithmetic("N");
        binary("N.shiftl_nat", (a, n) -> whole(Primitive.WHOLE_SHIFT_LEFT, a, whole(Primitive.WHOLE, n)));
        binary("N.shiftr_nat", (a, n) -> whole(Primitive.WHOLE_SHIFT_RIGHT, a, whole(Primitive.WHOLE, n)));
        binary("N.testbit_nat", (a, n) -> test(Primitive.WHOLE_TEST_BIT, a, whole(Primitive.WHOLE, n)));
    }

    /** What the modules of binary naturals and of integers share. */
    private void arithmetic(String module) {
        primitive(module + ".double", Primitive.WHOLE_TWICE);
        unary(module + ".succ", n -> whole(Primitive.WHOLE_ADD, n, whole(1)));
        primitive(module + ".add", Primitive.WHOLE_ADD);
        primitive(module + ".mul", Primitive.WHOLE_MULTIPLY);
        primitive(module + ".pow", Primitive.WHOLE_POWER);
        unary(module + ".square", n -> whole(Primitive.WHOLE_MULTIPLY, n, n));
        comparison(module + ".compare", Primitive.WHOLE_EQUAL, Primitive.WHOLE_LESS);
        order(module);
        unary(module + ".even", n -> not(test(Primitive.WHOLE_IS_ODD, n)));
        primitive(module + ".odd", Primitive.WHOLE_IS_ODD);
        primitive(module + ".div2", Primitive.WHOLE_HALF);
        primitive(module + ".log2", Primitive.WHOLE_LOGARITHM);
        primitive(module + ".sqrt", Primitive.WHOLE_SQUARE_ROOT);
        primitive(module + ".gcd", Primitive.WHOLE_GREATEST_COMMON_DIVISOR);
        binary(
                module + ".div_eucl",
                (a, b) -> pair(whole(Primitive.WHOLE_DIVIDE, a, b), whole(Primitive.WHOLE_MODULO, a, b)));
        replacements.put(
                module + ".pos_div_eucl",
                // For a divisor that is not positive the definition gives no quotient: it stays.
                new Replacement(
                        module + ".pos_div_eucl",
                        2,
                        arguments -> test(Primitive.WHOLE_IS_POSITIVE, arguments.get(1)),
                        (arguments, result) -> pair(
                                Operations.apply(Primitive.WHOLE_DIVIDE, Builtins.WHOLE_TYPE, arguments),
                                Operations.apply(Primitive.WHOLE_MODULO, Builtins.WHOLE_TYPE, arguments))));
    }

    private void integers() {
        arithmetic("Z");
        unary("Z.succ_double", n -> whole(Primitive.WHOLE_TWICE_AND_ONE, n));
        unary("Z.pred_double", n -> whole(Primitive.WHOLE_SUBTRACT, whole(Primitive.WHOLE_TWICE, n), whole(1)));
        primitive("Z.pos_sub", Primitive.WHOLE_SUBTRACT);
        primitive("Z.opp", Primitive.WHOLE_NEGATE);
        unary("Z.pred", n -> whole(Primitive.WHOLE_SUBTRACT, n, whole(1)));
        primitive("Z.sub", Primitive.WHOLE_SUBTRACT);
        primitive("Z.pow_pos", Primitive.WHOLE_POWER);
        primitive("Z.sgn", Primitive.WHOLE_SIGN);
        binary("Z.geb", (a, b) -> test(Primitive.WHOLE_AT_MOST, b, a));
        binary("Z.gtb", (a, b) -> test(Primitive.WHOLE_LESS, b, a));
        primitive("Z.abs", Primitive.WHOLE_ABSOLUTE);
        unary("Z.abs_nat", n -> natural(Primitive.WHOLE_TO_NATURAL, whole(Primitive.WHOLE_ABSOLUTE, n)));
        primitive("Z.abs_N", Primitive.WHOLE_ABSOLUTE);
        primitive("Z.to_nat", Primitive.WHOLE_TO_NATURAL);
        unary("Z.to_N", n -> whole(Primitive.WHOLE_MAXIMUM, n, whole(0)));
        primitive("Z.of_nat", Primitive.WHOLE);
        unary("Z.of_N", n -> n);
        unary("Z.to_pos", n -> whole(Primitive.WHOLE_MAXIMUM, n, whole(1)));
        binary("Z.ggcd", KnownFunctions::reduced);
    }

    private void integerDivision() {
        primitive("Z.div", Primitive.WHOLE_DIVIDE);
        primitive("Z.modulo", Primitive.WHOLE_MODULO);
        primitive("Z.quot", Primitive.WHOLE_QUOTIENT);
        primitive("Z.rem", Primitive.WHOLE_REMAINDER);
        binary(
                "Z.quotrem",
                (a, b) -> pair(whole(Primitive.WHOLE_QUOTIENT, a, b), whole(Primitive.WHOLE_REMAINDER, a, b)));
        unary("Z.quot2", n -> whole(Primitive.WHOLE_QUOTIENT, n, whole(2)));
    }
}
