package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.interpreter.InterpretationException.Kind;
import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Primitive;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The primitive operations, by what {@link Primitive} says of them and by nothing else: not by the runtime library. */
final class Primitives {
    private Primitives() {}

    /**
     * The result of {@code primitive} for as many arguments as it takes. {@link Primitive#FORCE} of a value not yet
     * computed is the machine's part.
     */
    static Value apply(Primitive primitive, List<Value> arguments) {
        try {
            return result(primitive, arguments);
        } catch (ArithmeticException e) {
            throw new InterpretationException(Kind.ARITHMETIC, primitive + " of " + arguments + ": " + e.getMessage());
        }
    }

    private static Value result(Primitive primitive, List<Value> a) {
        return switch (primitive) {
            case ADD -> number(Math.addExact(integer(a.get(0)), integer(a.get(1))));
            case SUBTRACT -> number(Math.subtractExact(integer(a.get(0)), integer(a.get(1))));
            case MULTIPLY -> number(Math.multiplyExact(integer(a.get(0)), integer(a.get(1))));
            case DIVIDE -> number(Math.divideExact(integer(a.get(0)), integer(a.get(1))));
            case REMAINDER -> number(integer(a.get(0)) % integer(a.get(1)));
            case NEGATE -> number(Math.negateExact(integer(a.get(0))));
            case SUCCESSOR -> number(Math.incrementExact(integer(a.get(0))));
            case PREDECESSOR -> number(Math.decrementExact(integer(a.get(0))));
            case MAXIMUM -> Comparison.compare(a.get(0), a.get(1)) >= 0 ? a.get(0) : a.get(1);
            case MINIMUM -> Comparison.compare(a.get(0), a.get(1)) <= 0 ? a.get(0) : a.get(1);
            case COMPARE -> number(Comparison.compare(a.get(0), a.get(1)));
            case EQUAL -> truth(Comparison.equal(a.get(0), a.get(1)));
            case NOT_EQUAL -> truth(!Comparison.equal(a.get(0), a.get(1)));
            case LESS -> truth(ordered(a) && Comparison.compare(a.get(0), a.get(1)) < 0);
            case AT_MOST -> truth(ordered(a) && Comparison.compare(a.get(0), a.get(1)) <= 0);
            case GREATER -> truth(ordered(a) && Comparison.compare(a.get(0), a.get(1)) > 0);
            case AT_LEAST -> truth(ordered(a) && Comparison.compare(a.get(0), a.get(1)) >= 0);
            case NOT -> truth(!truth(a.get(0)));
            case AND -> truth(truth(a.get(0)) && truth(a.get(1)));
            case OR -> truth(truth(a.get(0)) || truth(a.get(1)));
            case FIRST -> Patterns.fields(a.get(0)).values().get(0);
            case SECOND -> Patterns.fields(a.get(0)).values().get(1);
            case CAST -> a.get(0);
            case PROOF -> new Value.Proof();
            case DELAY -> new Value.Suspension(a.get(0));
            case FORCE -> throw new IllegalStateException("the machine forces lazy values");
            case MAP_FIND -> {
                Value found = map(a.get(1)).get(a.get(0));
                yield found == null
                        ? new Value.Data(Builtins.OPTION.constructors().get(0), List.of())
                        : new Value.Data(Builtins.OPTION.constructors().get(1), List.of(found));
            }
            case MAP_ADD -> {
                Map<Value, Value> content = new HashMap<>(map(a.get(2)));
                content.put(a.get(0), a.get(1));
                yield new Value.StateMap(content);
            }
            case MAP_REMOVE -> {
                Map<Value, Value> content = new HashMap<>(map(a.get(1)));
                content.remove(a.get(0));
                yield new Value.StateMap(content);
            }
            case NATURAL_POWER ->
                number(power(natural(a.get(0)), natural(a.get(1))).longValueExact());
            case NATURAL_SQUARE_ROOT -> number(natural(a.get(0)).sqrt().longValueExact());
            case NATURAL_LOGARITHM -> number(logarithm(natural(a.get(0))));
            case WHOLE -> whole(BigInteger.valueOf(integer(a.get(0))));
            case WHOLE_TO_NATURAL -> number(whole(a.get(0)).max(BigInteger.ZERO).longValueExact());
            case WHOLE_IS_ZERO -> truth(whole(a.get(0)).signum() == 0);
            case WHOLE_IS_ONE -> truth(whole(a.get(0)).equals(BigInteger.ONE));
            case WHOLE_IS_POSITIVE -> truth(whole(a.get(0)).signum() > 0);
            case WHOLE_IS_ODD -> truth(whole(a.get(0)).testBit(0));
            case WHOLE_TWICE -> whole(whole(a.get(0)).shiftLeft(1));
            case WHOLE_TWICE_AND_ONE -> whole(whole(a.get(0)).shiftLeft(1).add(BigInteger.ONE));
            case WHOLE_HALF -> whole(whole(a.get(0)).shiftRight(1));
            case WHOLE_NEGATE -> whole(whole(a.get(0)).negate());
            case WHOLE_ABSOLUTE -> whole(whole(a.get(0)).abs());
            case WHOLE_SIGN -> whole(BigInteger.valueOf(whole(a.get(0)).signum()));
            case WHOLE_ADD -> whole(whole(a.get(0)).add(whole(a.get(1))));
            case WHOLE_SUBTRACT -> whole(whole(a.get(0)).subtract(whole(a.get(1))));
            case WHOLE_MONUS -> whole(whole(a.get(0)).subtract(whole(a.get(1))).max(BigInteger.ZERO));
            case WHOLE_MULTIPLY -> whole(whole(a.get(0)).multiply(whole(a.get(1))));
            case WHOLE_DIVIDE -> whole(quotientDown(whole(a.get(0)), whole(a.get(1))));
            case WHOLE_MODULO ->
                whole(whole(a.get(0))
                        .subtract(quotientDown(whole(a.get(0)), whole(a.get(1))).multiply(whole(a.get(1)))));
            case WHOLE_QUOTIENT ->
                whole(
                        whole(a.get(1)).signum() == 0
                                ? BigInteger.ZERO
                                : whole(a.get(0)).divide(whole(a.get(1))));
            case WHOLE_REMAINDER ->
                whole(
                        whole(a.get(1)).signum() == 0
                                ? whole(a.get(0))
                                : whole(a.get(0)).remainder(whole(a.get(1))));
            case WHOLE_POWER ->
                whole(whole(a.get(1)).signum() < 0 ? BigInteger.ZERO : power(whole(a.get(0)), whole(a.get(1))));
            case WHOLE_GREATEST_COMMON_DIVISOR -> whole(whole(a.get(0)).gcd(whole(a.get(1))));
            case WHOLE_SQUARE_ROOT -> whole(whole(a.get(0)).max(BigInteger.ZERO).sqrt());
            case WHOLE_LOGARITHM -> whole(BigInteger.valueOf(logarithm(whole(a.get(0)))));
            case WHOLE_BITS -> number(whole(a.get(0)).bitLength());
            case WHOLE_AND -> whole(whole(a.get(0)).and(whole(a.get(1))));
            case WHOLE_OR -> whole(whole(a.get(0)).or(whole(a.get(1))));
            case WHOLE_XOR -> whole(whole(a.get(0)).xor(whole(a.get(1))));
            case WHOLE_AND_NOT -> whole(whole(a.get(0)).andNot(whole(a.get(1))));
            case WHOLE_TEST_BIT ->
                truth(whole(a.get(1)).signum() >= 0
                        && shifted(whole(a.get(0)), whole(a.get(1)).negate()).testBit(0));
            case WHOLE_SHIFT_LEFT -> whole(shifted(whole(a.get(0)), whole(a.get(1))));
            case WHOLE_SHIFT_RIGHT ->
                whole(shifted(whole(a.get(0)), whole(a.get(1)).negate()));
            case WHOLE_MAXIMUM -> whole(whole(a.get(0)).max(whole(a.get(1))));
            case WHOLE_MINIMUM -> whole(whole(a.get(0)).min(whole(a.get(1))));
            case WHOLE_EQUAL -> truth(whole(a.get(0)).equals(whole(a.get(1))));
            case WHOLE_LESS -> truth(whole(a.get(0)).compareTo(whole(a.get(1))) < 0);
            case WHOLE_AT_MOST -> truth(whole(a.get(0)).compareTo(whole(a.get(1))) <= 0);
        };
    }

    /** Whether both are numbers, if they are floats: nothing is less than what is not a number. */
    private static boolean ordered(List<Value> sides) {
        return sides.stream().noneMatch(side -> side instanceof Value.Floating number && Double.isNaN(number.value()));
    }

    private static BigInteger power(BigInteger base, BigInteger exponent) {
        return base.bitLength() < 2 && base.signum() >= 0
                ? (exponent.signum() == 0 ? BigInteger.ONE : base)
                : base.pow(exponent.intValueExact());
    }

    private static long logarithm(BigInteger number) {
        return number.signum() > 0 ? number.bitLength() - 1 : 0;
    }

    /** The quotient rounded towards minus infinity; 0 for a division by 0. */
    private static BigInteger quotientDown(BigInteger dividend, BigInteger divisor) {
        if (divisor.signum() == 0) {
            return BigInteger.ZERO;
        }
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        boolean exact = parts[1].signum() == 0;
        return exact || parts[1].signum() == divisor.signum() ? parts[0] : parts[0].subtract(BigInteger.ONE);
    }

    private static BigInteger shifted(BigInteger number, BigInteger left) {
        if (left.bitLength() > 31 && left.signum() < 0) {
            return number.signum() < 0 ? BigInteger.ONE.negate() : BigInteger.ZERO;
        }
        return number.signum() == 0 ? number : number.shiftLeft(left.intValueExact());
    }

    static long integer(Value value) {
        if (value instanceof Value.Int number) {
            return number.value();
        }
        throw InterpretationException.illFormed(value + " is not an int");
    }

    static boolean truth(Value value) {
        if (value instanceof Value.Truth truth) {
            return truth.value();
        }
        throw InterpretationException.illFormed(value + " is not a truth value");
    }

    private static BigInteger natural(Value value) {
        return BigInteger.valueOf(integer(value));
    }

    private static BigInteger whole(Value value) {
        if (value instanceof Value.Whole number) {
            return number.value();
        }
        throw InterpretationException.illFormed(value + " is not a whole number");
    }

    private static Map<Value, Value> map(Value value) {
        if (value instanceof Value.StateMap map) {
            return map.content();
        }
        throw InterpretationException.illFormed(value + " is not a state map");
    }

    private static Value number(long value) {
        return new Value.Int(value);
    }

    private static Value truth(boolean value) {
        return new Value.Truth(value);
    }

    private static Value whole(BigInteger value) {
        return new Value.Whole(value);
    }
}
