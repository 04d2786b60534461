package dev.espalier.core.bytecode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The members of Java's library that generated code may use: all of them compute, and none reads a clock, a property, a
 * file, a thread, randomness or a class. What is not here is refused; a name stands for all overloads.
 */
final class JavaLibrary {
    private static final String LIST = """
            java.lang.ArithmeticException: <init>
            java.lang.AssertionError: <init>
            java.lang.Boolean: TRUE FALSE booleanValue compare equals hashCode toString valueOf
            java.lang.Byte: byteValue intValue longValue compare equals hashCode toString toUnsignedInt valueOf
            java.lang.CharSequence: charAt length
            java.lang.Character: charValue compare equals hashCode toString valueOf
            java.lang.ClassCastException: <init>
            java.lang.Comparable: compareTo
            java.lang.Deprecated:
            java.lang.Double: MAX_VALUE MIN_VALUE NEGATIVE_INFINITY NaN POSITIVE_INFINITY compare doubleToLongBits \
            doubleToRawLongBits doubleValue equals hashCode isFinite isInfinite isNaN longBitsToDouble toString valueOf
            java.lang.Enum: <init> compareTo equals hashCode name ordinal toString valueOf
            java.lang.Error: <init>
            java.lang.Exception: <init>
            java.lang.FunctionalInterface:
            java.lang.IllegalArgumentException: <init>
            java.lang.IllegalStateException: <init>
            java.lang.IndexOutOfBoundsException: <init>
            java.lang.Integer: MAX_VALUE MIN_VALUE bitCount byteValue compare compareUnsigned equals hashCode intValue \
            longValue numberOfLeadingZeros numberOfTrailingZeros signum toString toUnsignedLong valueOf
            java.lang.Iterable: iterator
            java.lang.Long: MAX_VALUE MIN_VALUE SIZE bitCount compare compareUnsigned divideUnsigned equals hashCode \
            highestOneBit intValue longValue lowestOneBit numberOfLeadingZeros numberOfTrailingZeros remainderUnsigned \
            reverse signum toString valueOf
            java.lang.MatchException: <init>
            java.lang.Math: abs absExact addExact ceil ceilDiv ceilDivExact clamp decrementExact divideExact floor floorDiv floorDivExact floorMod \
            incrementExact max min multiplyExact multiplyHigh negateExact rint scalb getExponent signum sqrt \
            subtractExact toIntExact unsignedMultiplyHigh ulp nextUp nextDown fma
            java.lang.NoSuchFieldError:
            java.lang.Number: intValue longValue doubleValue
            java.lang.Object: <init> equals hashCode toString
            java.lang.Record: <init> equals hashCode toString
            java.lang.RuntimeException: <init>
            java.lang.SafeVarargs:
            java.lang.StackOverflowError:
            java.lang.String: charAt compareTo concat equals hashCode isEmpty length substring toString valueOf
            java.lang.StringBuilder: <init> append charAt length reverse toString
            java.lang.Throwable: getMessage toString
            java.lang.UnsupportedOperationException: <init>
            java.math.BigInteger: ONE TEN TWO ZERO abs add and andNot bitCount bitLength clearBit compareTo divide \
            divideAndRemainder equals flipBit gcd getLowestSetBit hashCode intValue intValueExact longValue \
            longValueExact max min mod modInverse modPow multiply negate not or pow remainder setBit shiftLeft \
            shiftRight signum sqrt subtract testBit toString valueOf xor <init>
            java.util.ArrayList: <init> add addAll get getLast isEmpty iterator remove removeLast set size
            java.util.Iterator: hasNext next
            java.util.List: add addAll copyOf equals get getFirst getLast hashCode isEmpty iterator of remove \
            removeLast reversed set size
            java.util.NoSuchElementException: <init>
            java.util.Objects: equals hash hashCode requireNonNull toString
            java.util.function.Supplier: get
            """;

    private static final Map<String, Set<String>> MEMBERS = parse();

    /** Only as the methods that link call sites, never to be called. */
    private static final Map<String, Set<String>> BOOTSTRAPS = Map.of(
            "java.lang.invoke.LambdaMetafactory", Set.of("metafactory"),
            "java.lang.invoke.StringConcatFactory", Set.of("makeConcatWithConstants"),
            "java.lang.runtime.ObjectMethods", Set.of("bootstrap"),
            "java.lang.runtime.SwitchBootstraps", Set.of("typeSwitch", "enumSwitch"));

    /** Named by the descriptors of bootstrap methods, and by {@code InnerClasses} because of that. */
    private static final Set<String> LINKAGE = Set.of(
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.lang.invoke.StringConcatFactory",
            "java.lang.runtime.ObjectMethods",
            "java.lang.runtime.SwitchBootstraps");

    private static final Set<String> IMMUTABLE = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.String",
            "java.math.BigInteger");

    private static final Pattern THROWABLE = Pattern.compile("(Exception|Error|Throwable)$");

    private JavaLibrary() {}

    /** Whether generated code may name the type. */
    static boolean hasType(String className) {
        return MEMBERS.containsKey(className);
    }

    /** Whether generated code may call or read the member. */
    static boolean hasMember(String className, String name) {
        return MEMBERS.getOrDefault(className, Set.of()).contains(name);
    }

    /** Whether call sites may be linked by the method. */
    static boolean hasBootstrap(String className, String name) {
        return BOOTSTRAPS.getOrDefault(className, Set.of()).contains(name);
    }

    /** Whether a class file may name the type because of how its call sites are linked. */
    static boolean isLinkage(String className) {
        return LINKAGE.contains(className);
    }

    /** Whether no object of exactly this type changes; an exception does, but not by what is on the list. */
    static boolean isImmutable(String className) {
        return IMMUTABLE.contains(className)
                || (hasType(className) && THROWABLE.matcher(className).find());
    }

    private static Map<String, Set<String>> parse() {
        Map<String, Set<String>> members = new HashMap<>();
        for (String line : LIST.lines().toList()) {
            int colon = line.indexOf(':');
            List<String> names = Arrays.stream(line.substring(colon + 1).split(" "))
                    .filter(name -> !name.isEmpty())
                    .toList();
            members.put(line.substring(0, colon), Set.copyOf(names));
        }
        return Map.copyOf(members);
    }
}
