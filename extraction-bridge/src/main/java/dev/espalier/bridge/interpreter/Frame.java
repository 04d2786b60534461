package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Collector;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import java.util.List;

/** What is still to be done with a value when it is there. */
sealed interface Frame {
    /** Something to do once all of {@code parts} have values; those {@code done} are evaluated, from the left. */
    record Parts(List<Expr> parts, List<Value> done, Scope scope, Combine combine) implements Frame {}

    /** What becomes of the values of {@link Parts}. */
    @FunctionalInterface
    interface Combine {
        /** Goes on with {@code values}. */
        Step with(List<Value> values);
    }

    /** Bind the value, then go on with the body. */
    record Bind(Expr.Let let, Scope scope) implements Frame {}

    /** Choose a branch of a conditional. */
    record Choose(Expr then, Expr otherwise, Scope scope) implements Frame {}

    /** Find the case that matches. */
    record Select(Expr.Match match, Scope scope) implements Frame {}

    /** Take case {@code index} if its guard holds, or look further. */
    record Guard(Expr.Match match, int index, Value scrutinee, Scope scope) implements Frame {}

    /** Apply the value to more arguments. */
    record Rest(List<Value> arguments) implements Frame {}

    /** The value is that of a definition. */
    record Define(Global global) implements Frame {}

    /** The value is that of a lazy value. */
    record Resolve(Value.Suspension suspension) implements Frame {}

    /** Add the value as a layer, then go on. */
    record Extend(Expr.Extend extend, Scope scope) implements Frame {}

    /** Put what is collected around the value. */
    record Complete(Collector collector, Scope scope) implements Frame {}
}
