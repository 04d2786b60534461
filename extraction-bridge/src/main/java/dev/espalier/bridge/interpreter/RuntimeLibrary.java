package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.interpreter.InterpretationException.Kind;
import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.RuntimeFunction;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Types;
import dev.espalier.core.lang.ByteString;
import dev.espalier.core.lang.Carry;
import dev.espalier.core.lang.ConsList;
import dev.espalier.core.lang.Func;
import dev.espalier.core.lang.OcamlException;
import dev.espalier.core.lang.Option;
import dev.espalier.core.lang.Pair;
import dev.espalier.core.lang.TailCall;
import dev.espalier.core.lang.Unit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Functions of the runtime library: here the interpreter calls what translated programs call, and says nothing of its
 * own. Values are converted by the function's type; where that has a type parameter they go through as they are.
 */
final class RuntimeLibrary {
    private static final String PACKAGE = "dev.espalier.core.lang.";

    private final BinaryOperator<Value> caller;

    /**
     * A library that can call back.
     *
     * @param caller applies its first argument to its second
     */
    RuntimeLibrary(BinaryOperator<Value> caller) {
        this.caller = caller;
    }

    /** The result of {@code function} for as many arguments as it takes. */
    Value apply(RuntimeFunction function, List<Value> arguments) {
        List<Object> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            converted.add(toJava(Types.argument(function.type(), i), arguments.get(i)));
        }
        try {
            Object result = method(function).invoke(null, converted.toArray());
            return fromJava(Types.result(function.type(), arguments.size()), result);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(function + " is not public", e);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case OcamlException raised ->
                    throw new InterpretationException(Kind.RAISED, String.valueOf(raised.getMessage()));
                case ArithmeticException overflow ->
                    throw new InterpretationException(Kind.ARITHMETIC, function + ": " + overflow.getMessage());
                case RuntimeException other -> throw other;
                case Error other -> throw other;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private static Method method(RuntimeFunction function) {
        try {
            return Arrays.stream(Class.forName(PACKAGE + function.owner()).getMethods())
                    .filter(method -> method.getName().equals(function.method())
                            && method.getParameterCount() == function.arity())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the runtime has no " + function));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the runtime has no " + function, e);
        }
    }

    private Object toJava(Type type, Value value) {
        return switch (type.resolved()) {
            case Type.Variable unknown -> value;
            case Type.Parameter parameter -> value;
            case Type.Arrow arrow -> function(arrow, value);
            case Type.Named named -> toJava(named, value);
        };
    }

    private Func<Object, Object> function(Type.Arrow arrow, Value function) {
        return new Func<>() {
            @Override
            public Object step(Object argument, TailCall tail) {
                return toJava(arrow.to(), caller.apply(function, fromJava(arrow.from(), argument)));
            }
        };
    }

    private Object toJava(Type.Named type, Value value) {
        TypeSymbol symbol = type.symbol();
        return switch (value) {
            case Value.Int number -> number.value();
            case Value.Whole number when symbol == Builtins.BIG_INTEGER -> number.value();
            case Value.Truth truth -> truth.value();
            case Value.UnitValue unit -> Unit.UNIT;
            case Value.Letter letter -> letter.value();
            case Value.Text text -> ByteString.of(text.bytes());
            case Value.Floating number -> number.value();
            case Value.Outside outside -> outside.value();
            case Value.Data data
            when symbol == Builtins.LIST -> list(type.arguments().getFirst(), data);
            case Value.Data data
            when symbol == Builtins.EXCEPTION ->
                new OcamlException(
                        data.constructor().name(),
                        data.arguments().stream().map(Value::toString).toArray());
            default -> throw new IllegalStateException("no conversion of " + value + " to " + type);
        };
    }

    private ConsList<Object> list(Type element, Value.Data list) {
        List<Object> elements = new ArrayList<>();
        for (Value.Data rest = list;
                !rest.arguments().isEmpty();
                rest = Patterns.data(rest.arguments().get(1))) {
            elements.add(toJava(element, rest.arguments().get(0)));
        }
        ConsList<Object> result = new ConsList.Nil<>();
        for (Object one : elements.reversed()) {
            result = new ConsList.Cell<>(one, result);
        }
        return result;
    }

    private Value fromJava(Type type, Object value) {
        return switch (type.resolved()) {
            case Type.Named named -> fromJava(named, value);
            default -> (Value) value;
        };
    }

    private Value fromJava(Type.Named type, Object value) {
        TypeSymbol symbol = type.symbol();
        return switch (value) {
            case Long number -> new Value.Int(number);
            case BigInteger number -> new Value.Whole(number);
            case Boolean truth -> new Value.Truth(truth);
            case Character letter -> new Value.Letter(letter);
            case ByteString text -> new Value.Text(text.toString());
            case Double number -> new Value.Floating(number);
            case Enum<?> constant -> new Value.Data(symbol.constructors().get(constant.ordinal()), List.of());
            case Pair<?, ?>(Object first, Object second) ->
                new Value.Fields(
                        Builtins.PAIR,
                        List.of(
                                fromJava(type.arguments().get(0), first),
                                fromJava(type.arguments().get(1), second)));
            case Carry.C0<?>(Object inside) -> carry(type, 0, inside);
            case Carry.C1<?>(Object inside) -> carry(type, 1, inside);
            case Option.None<?> none ->
                new Value.Data(Builtins.OPTION.constructors().get(0), List.of());
            case Option.Some<?>(Object inside) ->
                new Value.Data(
                        Builtins.OPTION.constructors().get(1),
                        List.of(fromJava(type.arguments().getFirst(), inside)));
            case ConsList<?> list -> list(type.arguments().getFirst(), list);
            default -> new Value.Outside(value);
        };
    }

    private Value carry(Type.Named type, int index, Object inside) {
        return new Value.Data(
                Builtins.CARRY.constructors().get(index),
                List.of(fromJava(type.arguments().getFirst(), inside)));
    }

    private Value list(Type element, ConsList<?> list) {
        List<Value> elements = new ArrayList<>();
        for (ConsList<?> rest = list; rest instanceof ConsList.Cell<?> cell; rest = cell.tail()) {
            elements.add(fromJava(element, cell.head()));
        }
        Value result = new Value.Data(Builtins.LIST.constructors().get(0), List.of());
        for (Value one : elements.reversed()) {
            result = new Value.Data(Builtins.LIST.constructors().get(1), List.of(one, result));
        }
        return result;
    }
}
