package dev.espalier.bridge.ir;

import dev.espalier.bridge.source.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A typed expression. */
public sealed interface Expr {
    /** Its type. */
    Type type();

    /** A variable. */
    record LocalRef(Local local) implements Expr {
        @Override
        public Type type() {
            return local.type();
        }
    }

    /**
     * A value of a module.
     *
     * @param typeArguments what its type parameters stand for; empty inside its own recursive definition
     */
    record GlobalRef(Global global, List<Type> typeArguments, Type type) implements Expr {}

    /** A local function; see {@link GlobalRef} for {@code typeArguments}. */
    record FunctionRef(LocalFunction function, List<Type> typeArguments, Type type) implements Expr {}

    /** A value of a functor's parameter; {@code typeArguments} are what its type parameters stand for. */
    record OperationRef(Unit.Operation operation, List<Type> typeArguments, Type type) implements Expr {}

    /** A function or value of the runtime library; {@code typeArguments} are what its type parameters stand for. */
    record RuntimeRef(RuntimeFunction function, List<Type> typeArguments, Type type) implements Expr {}

    /** A primitive operation, not yet applied. */
    record PrimitiveRef(Primitive primitive, Type type) implements Expr {}

    /** An integer. */
    record IntegerLiteral(long value) implements Expr {
        @Override
        public Type type() {
            return Builtins.INT_TYPE;
        }
    }

    /** A character, from 0 to 255. */
    record CharacterLiteral(char value) implements Expr {
        @Override
        public Type type() {
            return Builtins.CHAR_TYPE;
        }
    }

    /** A string: a {@code char} from 0 to 255 for each byte. */
    record StringLiteral(String bytes) implements Expr {
        @Override
        public Type type() {
            return Builtins.STRING_TYPE;
        }
    }

    /** A floating point number. */
    record FloatLiteral(double value) implements Expr {
        @Override
        public Type type() {
            return Builtins.FLOAT_TYPE;
        }
    }

    /** A truth value. */
    record BooleanLiteral(boolean value) implements Expr {
        @Override
        public Type type() {
            return Builtins.BOOL_TYPE;
        }
    }

    /** The unit value. */
    record UnitLiteral() implements Expr {
        @Override
        public Type type() {
            return Builtins.UNIT_TYPE;
        }
    }

    /** A function of one or more curried parameters. */
    record Lambda(List<Local> parameters, Expr body) implements Expr {
        @Override
        public Type type() {
            Type type = body.type();
            for (Local parameter : parameters.reversed()) {
                type = new Type.Arrow(parameter.type(), type);
            }
            return type;
        }
    }

    /** A function applied to one or more arguments. */
    record Apply(Expr function, List<Expr> arguments, Type type) implements Expr {}

    /** {@code let local = value in body}. */
    record Let(Local local, Expr value, Expr body) implements Expr {
        @Override
        public Type type() {
            return body.type();
        }
    }

    /** {@code let rec f = ... and g = ... in body}. */
    record LetFunctions(List<Definition> definitions, Expr body) implements Expr {
        @Override
        public Type type() {
            return body.type();
        }
    }

    /** One definition of {@link LetFunctions}. */
    record Definition(LocalFunction function, Expr value) {}

    /** A conditional. */
    record If(Expr condition, Expr then, Expr otherwise) implements Expr {
        @Override
        public Type type() {
            return then.type();
        }
    }

    /** A match with nested patterns, before match compilation. */
    record Match(Position position, Expr scrutinee, List<Case> cases, Type type) implements Expr {}

    /** One case of a {@link Match}. */
    record Case(Pattern pattern, @Nullable Expr guard, Expr body) {}

    /** A branch on a variant's constructor, after match compilation. */
    record Switch(
            Local scrutinee,
            List<Branch> branches,
            @Nullable Expr otherwise,
            Type type) implements Expr {}

    /** One branch of a {@link Switch}; the locals hold the constructor's arguments. */
    record Branch(TypeSymbol.Constructor constructor, List<Local> fields, Expr body) {}

    /** A variant's value. */
    record Construct(TypeSymbol.Constructor constructor, List<Expr> arguments, Type type) implements Expr {}

    /** A record, its fields in the order of their declaration. */
    record MakeRecord(TypeSymbol symbol, List<Expr> fields, Type type) implements Expr {}

    /** A record's field. */
    record Select(Expr record, TypeSymbol.Field field, Type type) implements Expr {}

    /** A branch that is never reached, or a case that no pattern covers. */
    record Absurd(Position position, Type type) implements Expr {}

    /** A call of the enclosing definition by itself in tail position, with the new arguments. */
    record Jump(List<Expr> arguments, Type type) implements Expr {}

    /**
     * The body of a definition that loops where its source recurses inside a constructor or a sum: {@code body}
     * {@link Extend extends} the collector, which is empty at first, before each {@link Jump}, and
     * {@link Complete completes} it at the end.
     */
    record Build(Collector collector, Expr body) implements Expr {
        @Override
        public Type type() {
            return collector.type();
        }
    }

    /**
     * Adds a layer inside those that {@code collector} has, then goes on with {@code rest}.
     *
     * @param element what the layer holds; {@code null} if layers hold nothing
     */
    record Extend(Collector collector, @Nullable Expr element, Expr rest) implements Expr {
        @Override
        public Type type() {
            return rest.type();
        }
    }

    /** What {@code collector} has collected, around {@code innermost}. */
    record Complete(Collector collector, Expr innermost) implements Expr {
        @Override
        public Type type() {
            return collector.type();
        }
    }

    /** Stands where a value is needed that is never read. */
    record Unread(Type type) implements Expr {}

    /**
     * {@code body}; where that {@link Leave leaves} to {@code point}, in tail position and outside of functions,
     * {@code after} is evaluated instead of what would follow.
     */
    record Join(JoinPoint point, Expr body, Expr after) implements Expr {
        @Override
        public Type type() {
            return after.type();
        }
    }

    /** Goes on after the {@link Join} of {@code point}, with values for its parameters. */
    record Leave(JoinPoint point, List<Expr> arguments, Type type) implements Expr {}
}
