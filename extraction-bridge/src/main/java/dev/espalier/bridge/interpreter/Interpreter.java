package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A reference interpreter of the intermediate representation: before, between and after the passes a program must give
 * the same results here. Written to be read; slow. Deep recursion needs memory and no stack. For one thread.
 *
 * <p>A pass may change the definitions of a program in place, so an interpreter is of use until the next pass runs.
 */
public final class Interpreter {
    /** Most steps of one call, unless said otherwise. */
    public static final long USUAL_LIMIT = 20_000_000;

    private final Program program;
    private final Machine machine;

    /** For a program without open functors, with the usual limit. */
    public Interpreter(Program program) {
        this(program, USUAL_LIMIT);
    }

    /**
     * For a program without open functors.
     *
     * @param limit most steps of one call
     */
    public Interpreter(Program program, long limit) {
        this(
                program,
                operation -> {
                    throw new IllegalArgumentException(
                            operation.parameter() + "." + operation.name() + " is not supplied");
                },
                limit);
    }

    /**
     * For any program.
     *
     * @param operations what functors' parameters supply
     * @param limit most steps of one call
     */
    public Interpreter(Program program, Function<Unit.Operation, Value> operations, long limit) {
        this.program = program;
        this.machine = new Machine(operations, limit);
    }

    /** The last definition called {@code name}, with its modules and dots between them. */
    public Optional<Global> find(String name) {
        return program.globals().reversed().stream()
                .filter(global -> global.toString().equals(name))
                .findFirst();
    }

    /**
     * The value of a definition.
     *
     * @throws InterpretationException if it has none, or takes too many steps
     */
    public Value value(Global global) {
        return machine.run(
                new Step.Evaluate(new Expr.GlobalRef(global, List.of(), global.type()), new Scope(null, null)));
    }

    /**
     * What a definition gives for {@code arguments}, of which there is at least one.
     *
     * @throws InterpretationException if it gives nothing, or takes too many steps
     */
    public Value call(Global global, List<Value> arguments) {
        return apply(value(global), arguments);
    }

    /**
     * What a function gives for {@code arguments}, of which there is at least one.
     *
     * @throws InterpretationException if it gives nothing, or takes too many steps
     */
    public Value apply(Value function, List<Value> arguments) {
        return machine.run(new Step.Call(function, arguments));
    }

    /** Steps that all calls so far took. */
    public long steps() {
        return machine.taken();
    }
}
