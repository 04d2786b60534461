package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Expr;
import java.util.List;

/** What to do next. */
sealed interface Step {
    /** Evaluate an expression. */
    record Evaluate(Expr expr, Scope scope) implements Step {}

    /** Apply a value to one or more arguments. */
    record Call(Value function, List<Value> arguments) implements Step {}

    /** Hand a value to the topmost frame. */
    record Return(Value value) implements Step {}
}
