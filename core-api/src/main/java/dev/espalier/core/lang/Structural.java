package dev.espalier.core.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * OCaml's polymorphic comparison, of values that hold no functions: {@code (=)} and {@code compare}. Records and
 * constructors are compared part by part, from left to right. Of two constructors the one that is declared first is
 * less, but every constructor without arguments is less than one with some. What remains to be compared is kept in a
 * list of its own, so values nest as deeply as memory allows.
 */
public final class Structural {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Structural() {}

    /** How values of one class are taken apart, and their place among the constructors of their type. */
    private record Shape(List<MethodHandle> parts, int place) {
        static Shape of(Class<?> type) {
            if (!type.isRecord()) {
                throw OcamlException.invalidArgument("compare: functional value");
            }
            try {
                RecordComponent[] components = type.getRecordComponents();
                MethodHandle[] parts = new MethodHandle[components.length];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = MethodHandles.publicLookup().unreflect(components[i].getAccessor());
                }
                return new Shape(List.of(parts), place(type));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(type + " is not public", e);
            }
        }

        private static int place(Class<?> type) {
            for (Class<?> variant : type.getInterfaces()) {
                Class<?>[] constructors = variant.getPermittedSubclasses();
                if (constructors != null) {
                    return List.of(constructors).indexOf(type);
                }
            }
            return 0;
        }

        Object part(Object value, int index) {
            try {
                return parts.get(index).invoke(value);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("an accessor failed", e);
            }
        }
    }

    /** Two values still to be compared. */
    private record Open(Object left, Object right) {}

    /** {@code left = right}. */
    public static boolean equal(Object left, Object right) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(left, right));
        while (!open.isEmpty()) {
            Open next = open.pop();
            // A number that is not one differs from itself.
            boolean equal = next.left instanceof Double x
                    ? next.right instanceof Double y && x.doubleValue() == y.doubleValue()
                    : compareOutside(next, open) == 0;
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    /** {@code compare left right}: -1, 0 or 1. */
    public static long compare(Object left, Object right) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(left, right));
        while (!open.isEmpty()) {
            int order = compareOutside(open.pop(), open);
            if (order != 0) {
                return Integer.signum(order);
            }
        }
        return 0;
    }

    /** {@code min}: the left one of equals. */
    public static <T> T min(T left, T right) {
        return compare(left, right) <= 0 ? left : right;
    }

    /** {@code max}: the left one of equals. */
    public static <T> T max(T left, T right) {
        return compare(left, right) >= 0 ? left : right;
    }

    /** Compares constants and constructors; the parts of equal constructors are put on {@code open}. */
    private static int compareOutside(Open values, Deque<Open> open) {
        return switch (values.left) {
            case Long left -> left.compareTo((Long) values.right);
            case Boolean left -> left.compareTo((Boolean) values.right);
            case Character left -> left.compareTo((Character) values.right);
            case ByteString left -> left.compareTo((ByteString) values.right);
            case BigInteger left -> left.compareTo((BigInteger) values.right);
            case Whole left -> left.compareTo((Whole) values.right);
            case Double left -> compare(left.doubleValue(), ((Double) values.right).doubleValue());
            case Enum<?> left -> Integer.compare(left.ordinal(), ((Enum<?>) values.right).ordinal());
            case FixedArray<?> left -> elements(left.elements(), ((FixedArray<?>) values.right).elements(), open);
            case Object left -> parts(left, values.right, open);
        };
    }

    /** OCaml's order of floats: what is not a number is equal to itself and less than all others. */
    private static int compare(double left, double right) {
        if (left == right) {
            return 0;
        }
        return Double.isNaN(left) || Double.isNaN(right)
                ? Boolean.compare(Double.isNaN(right), Double.isNaN(left))
                : Double.compare(left, right);
    }

    private static int elements(List<?> left, List<?> right, Deque<Open> open) {
        for (int i = Math.min(left.size(), right.size()) - 1; i >= 0 && left.size() == right.size(); i--) {
            open.push(new Open(left.get(i), right.get(i)));
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int parts(Object left, Object right, Deque<Open> open) {
        Shape shape = SHAPES.get(left.getClass());
        if (left.getClass() != right.getClass()) {
            Shape other = SHAPES.get(right.getClass());
            int constants = Boolean.compare(!shape.parts.isEmpty(), !other.parts.isEmpty());
            return constants != 0 ? constants : Integer.compare(shape.place, other.place);
        }
        for (int i = shape.parts.size() - 1; i >= 0; i--) {
            open.push(new Open(shape.part(left, i), shape.part(right, i)));
        }
        return 0;
    }
}
