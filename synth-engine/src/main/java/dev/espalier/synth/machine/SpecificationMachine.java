package dev.espalier.synth.machine;

import dev.espalier.bridge.interpreter.InterpretationException;
import dev.espalier.bridge.interpreter.Interpreter;
import dev.espalier.bridge.interpreter.Value;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.shape.Shape.Identity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A specification that can be run. Not for several threads. */
public final class SpecificationMachine {
    private static final long STEPS_MAX = 2_000_000;

    private final Program program;
    private final Interpreter interpreter;
    private final MachineShape shape;
    private final Values values;
    private final Map<String, Value> functions = new HashMap<>();
    private final String functor;
    private final int keys;

    /**
     * @param extracted the OCaml that the prover extracted, {@code nat} as {@code int}
     * @param functor the functor's name in it
     * @param keys number of keys in runs
     * @throws MachineException if its terms are nested deeper than can be read
     */
    public SpecificationMachine(String extracted, String functor, MachineShape shape, int keys) {
        this(program(extracted), functor, shape, keys);
    }

    private static Program program(String extracted) {
        try {
            return ModuleElaborator.elaborate(
                    ItemParser.implementation(new SourceText("Specification.ml", extracted)), null);
        } catch (StackOverflowError e) {
            throw new MachineException("the specification's terms are nested too deep to run it: a number is extracted as"
                    + " that many successors, so write a large one as a product, such as 30 * 30");
        }
    }

    private SpecificationMachine(Program program, String functor, MachineShape shape, int keys) {
        this.program = program;
        this.interpreter = new Interpreter(program, SpecificationMachine::operation, STEPS_MAX);
        this.shape = shape;
        this.functor = functor;
        this.keys = keys;
        Map<Identity, List<Atom>> domains = new EnumMap<>(Identity.class);
        domains.put(Identity.KEY, atoms(Identity.KEY, keys));
        this.values = new Values(interpreter, domains);
    }

    /** The same for another thread. */
    public SpecificationMachine forAnotherThread() {
        return new SpecificationMachine(program, functor, shape, keys);
    }

    /** The first {@code count} of an identity. */
    static List<Atom> atoms(Identity identity, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Atom(identity, index))
                .toList();
    }

    private static Value operation(Unit.Operation operation) {
        String name = operation.name();
        if (name.endsWith("_eq_dec")) {
            return new Value.Native(2, pair -> new Value.Truth(pair.get(0).equals(pair.get(1))));
        }
        if (name.endsWith("_leb")) {
            return new Value.Native(2, pair -> new Value.Truth(atom(pair.get(0)).compareTo(atom(pair.get(1))) <= 0));
        }
        throw new MachineException(
                "the specification asks its parameters for " + name + ", which the framework's PARAMETERS do not have");
    }

    private static Atom atom(Value value) {
        return (Atom) ((Value.Outside) value).value();
    }

    /** What the function {@code name} of the specification gives. */
    Value call(String name, List<Value> arguments) {
        try {
            return interpreter.apply(functions.computeIfAbsent(name, this::function), arguments);
        } catch (InterpretationException e) {
            throw new MachineException(name + " of the specification does not compute: " + e.getMessage());
        }
    }

    private Value function(String name) {
        Global global = interpreter
                .find(functor + "." + name)
                .orElseThrow(() -> new MachineException("the extracted specification has no " + name));
        return interpreter.value(global);
    }

    /** What {@code value} is. */
    Datum read(Value value, Shape of) {
        return values.read(value, of);
    }

    /** The specification's types. */
    public MachineShape shape() {
        return shape;
    }

    /**
     * What a function of the specification gives for data without functions or collections in it.
     *
     * @param signature the shapes of its arguments, then of the result
     */
    public Datum apply(String name, List<Shape> signature, List<Datum> arguments) {
        List<Value> converted = IntStream.range(0, arguments.size())
                .mapToObj(i -> Written.value(arguments.get(i), signature.get(i), this::symbol))
                .toList();
        return read(call(name, converted), signature.getLast());
    }

    private TypeSymbol symbol(String record) {
        return program.units().stream()
                .flatMap(unit -> unit.types().stream())
                .filter(type -> type.name().equals(record))
                .findFirst()
                .orElseThrow(() -> new MachineException("the extracted specification has no record " + record));
    }
}
