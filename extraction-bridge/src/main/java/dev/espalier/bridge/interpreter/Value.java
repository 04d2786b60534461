package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.RuntimeFunction;
import dev.espalier.bridge.ir.TypeSymbol;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What expressions evaluate to. {@link Comparison} says which are equal in OCaml. */
public sealed interface Value {
    /** An {@code int}. */
    record Int(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A whole number without bounds. */
    record Whole(BigInteger value) implements Value {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** A truth value. */
    record Truth(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A character, from 0 to 255. */
    record Letter(char value) implements Value {}

    /** A string: a {@code char} from 0 to 255 for each byte. */
    record Text(String bytes) implements Value {}

    /** A floating point number. */
    record Floating(double value) implements Value {}

    /** Stands where a value is needed that is never read. */
    record Unread() implements Value {}

    /** The unit value. */
    record UnitValue() implements Value {
        @Override
        public String toString() {
            return "()";
        }
    }

    /** What is left of a proof: applied to anything it gives itself. */
    record Proof() implements Value {
        @Override
        public String toString() {
            return "__";
        }
    }

    /** A constructor applied to all its arguments. */
    record Data(TypeSymbol.Constructor constructor, List<Value> arguments) implements Value {
        public Data {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return arguments.isEmpty() ? constructor.name() : constructor.name() + arguments;
        }
    }

    /** A record, its fields in the order of their declaration. */
    record Fields(TypeSymbol symbol, List<Value> values) implements Value {
        public Fields {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** A map that holds state; persistent here. */
    record StateMap(Map<Value, Value> content) implements Value {
        public StateMap {
            content = Map.copyOf(content);
        }
    }

    /** What comes from outside, for a functor's parameter, and means nothing to the program. */
    record Outside(Object value) implements Value {}

    /** What can be applied; equal only to itself. */
    sealed interface Applicable extends Value {
        /** Number of arguments that a call needs. */
        int arity();
    }

    /** A function of the program and the variables that it sees. */
    final class Closure implements Applicable {
        final Expr.Lambda lambda;
        final @Nullable Scope scope;

        Closure(Expr.Lambda lambda, @Nullable Scope scope) {
            this.lambda = lambda;
            this.scope = scope;
        }

        @Override
        public int arity() {
            return lambda.parameters().size();
        }

        @Override
        public String toString() {
            return "fun";
        }
    }

    /** A primitive operation that takes arguments. */
    record Operation(Primitive primitive) implements Applicable {
        @Override
        public int arity() {
            return primitive.arity();
        }
    }

    /** A function of the runtime library. */
    record Runtime(RuntimeFunction function) implements Applicable {
        @Override
        public int arity() {
            return function.arity();
        }
    }

    /** A function from outside. */
    record Native(int arity, Function<List<Value>, Value> function) implements Applicable {}

    /** A function with some of its arguments, fewer than it needs. */
    record Partial(Applicable function, List<Value> arguments) implements Value {
        public Partial {
            arguments = List.copyOf(arguments);
        }
    }

    /** A lazy value; equal only to itself. */
    final class Suspension implements Value {
        private @Nullable Value computation;
        private @Nullable Value result;

        Suspension(Value computation) {
            this.computation = computation;
        }

        /** The function of the unit value that computes the result; {@code null} once that is known. */
        @Nullable
        Value computation() {
            return computation;
        }

        /** The result; {@code null} while it is not known. */
        @Nullable
        Value result() {
            return result;
        }

        void resolve(Value newResult) {
            this.result = newResult;
            this.computation = null;
        }
    }
}
