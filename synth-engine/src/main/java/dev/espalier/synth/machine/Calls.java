package dev.espalier.synth.machine;

import dev.espalier.bridge.interpreter.Value;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Calls of one run, each told to a watcher. */
final class Calls {
    private final SpecificationMachine machine;
    private final Watcher watcher;
    private Puts puts = Puts.NONE;

    Calls(SpecificationMachine machine, Watcher watcher) {
        this.machine = machine;
        this.watcher = watcher;
    }

    /** Calls {@code method} and tells of it. */
    List<Value> call(Method method, Map<Argument, Value> arguments) {
        Value result = raw(method, arguments);
        List<Value> parts = new ArrayList<>();
        int count = method.results().size() + (method.answersValue() ? 1 : 0);
        split(result, count, parts);
        Map<Part, Datum> results = new EnumMap<>(Part.class);
        for (int i = 0; i < method.results().size(); i++) {
            Part part = method.results().get(i);
            Value value = parts.get(method.answersValue() ? i + 1 : i);
            results.put(part, machine.read(value, machine.shape().of(part)));
        }
        Datum answer = method.answersValue()
                ? machine.read(parts.getFirst(), Argument.VALUE.shape())
                : result instanceof Value.Truth(boolean truth) && method.decides() ? new Datum.Flag(truth) : null;
        Observation call = new Observation(method, data(method, arguments), results, answer);
        Atom client = call.client();
        Atom key = call.key();
        Puts before = puts;
        if (method == Method.PUT_REQUEST && client != null && key != null) {
            puts = puts.and(client, key);
        }
        watcher.called(call, before, puts);
        return parts;
    }

    /** Calls {@code method}, which decides, and tells of it. */
    Observation observe(Method method, Map<Argument, Value> arguments) {
        Value result = raw(method, arguments);
        Observation observed = new Observation(
                method,
                data(method, arguments),
                Map.of(),
                new Datum.Flag(result instanceof Value.Truth(boolean truth) && truth));
        watcher.called(observed, puts, puts);
        return observed;
    }

    private Value raw(Method method, Map<Argument, Value> arguments) {
        List<Value> ordered = new ArrayList<>();
        for (Argument argument : method.arguments()) {
            Value value = arguments.get(argument);
            if (value == null) {
                throw new IllegalStateException(method + " needs " + argument);
            }
            ordered.add(value);
        }
        return machine.call(method.word(), ordered);
    }

    /** A tuple of {@code count} parts is pairs of which the first is the rest. */
    private static void split(Value value, int count, List<Value> parts) {
        if (count > 1 && value instanceof Value.Fields pair) {
            split(pair.values().get(0), count - 1, parts);
            parts.add(pair.values().get(1));
        } else {
            parts.add(value);
        }
    }

    private Map<Argument, Datum> data(Method method, Map<Argument, Value> arguments) {
        Map<Argument, Datum> data = new EnumMap<>(Argument.class);
        for (Argument argument : method.arguments()) {
            Value value = arguments.get(argument);
            if (value != null) {
                Part part = argument.part();
                data.put(
                        argument,
                        machine.read(
                                value,
                                part == null
                                        ? argument.shape()
                                        : machine.shape().of(part)));
            }
        }
        return data;
    }
}
