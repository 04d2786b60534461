package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.Shape;
import java.util.List;

/** A value that both languages can make. Its text is what {@code espalier_driver.ml} reads. */
sealed interface Datum {
    /** An integer of 63 bits. */
    record Whole(long value) implements Datum {}

    /** A truth value. */
    record Truth(boolean value) implements Datum {}

    /** The unit value. */
    record Nothing() implements Datum {}

    /** A character, a string or another value that is written in a {@linkplain Literals word}. */
    record Literal(Shape.Kind kind, String word) implements Datum {}

    /** A value of a type that counts: {@code S (S O)} is 2. */
    record Count(int times) implements Datum {}

    /**
     * A variant's value or a record.
     *
     * @param constructor its place among those of its type; 0 for records
     */
    record Block(int constructor, List<Datum> arguments) implements Datum {
        public Block {
            arguments = List.copyOf(arguments);
        }
    }

    /** A list. */
    record Sequence(List<Datum> elements) implements Datum {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** A lazy value. */
    record Delayed(Datum value) implements Datum {}

    /** A lazy value that raises an exception. */
    record Stuck() implements Datum {}

    /** A function: which of {@code results} it gives is decided by a hash of {@code salt} and the arguments' texts. */
    record Table(int salt, List<Datum> results) implements Datum {
        public Table {
            results = List.copyOf(results);
        }
    }

    /**
     * What a value of the file gives for arguments.
     *
     * @param function its place among the {@link Signature signatures}
     * @param instance what its type parameters stand for
     */
    record Call(int function, List<Shape> instance, List<Datum> arguments) implements Datum {
        public Call {
            instance = List.copyOf(instance);
            arguments = List.copyOf(arguments);
        }
    }

    /** This datum as the driver reads it. */
    default String text() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** Appends {@link #text}. */
    default void write(StringBuilder out) {
        switch (this) {
            case Whole whole -> out.append(whole.value);
            case Truth truth -> out.append(truth.value ? 't' : 'f');
            case Nothing nothing -> out.append('u');
            case Literal literal -> out.append(literal.word);
            case Count count -> out.append('n').append(count.times);
            case Block block -> {
                out.append('(').append(block.constructor);
                write(block.arguments, out.append(block.arguments.isEmpty() ? "" : " "));
                out.append(')');
            }
            case Sequence sequence -> {
                write(sequence.elements, out.append('['));
                out.append(']');
            }
            case Delayed delayed -> {
                delayed.value.write(out.append('<'));
                out.append('>');
            }
            case Stuck stuck -> out.append("<!>");
            case Table table -> {
                write(table.results, out.append('{').append(table.salt).append(' '));
                out.append('}');
            }
            case Call call -> {
                out.append("(@ ").append(call.function).append(" (");
                out.append(String.join(
                        " ", call.instance.stream().map(ShapeText::of).toList()));
                write(call.arguments, out.append(") "));
                out.append(')');
            }
        }
    }

    private static void write(List<Datum> data, StringBuilder out) {
        for (int i = 0; i < data.size(); i++) {
            if (i > 0) {
                out.append(' ');
            }
            data.get(i).write(out);
        }
    }
}
