package dev.espalier.synth.machine;

import dev.espalier.bridge.interpreter.Value;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape.Identity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Steps from states and payloads that never met: whatever a client, a replica or a message was once, in any run, may come
 * together with whatever another was. A local simulation must answer for all of that, since it knows of each no more than
 * its own relation says. So what a step shows to be wrong is no local invariant, even if it holds in every run.
 */
public final class MixedSteps {
    /** More of one kind add little; which is given up for a new one is left to chance. */
    private static final int KEPT_MAX = 200;

    private static final int VALUES = 4;

    private final Calls calls;
    private final Extent extent;
    private final Random random;
    /** What there is of each part, by client or, of replicas' states, by replica. */
    private final Map<Part, List<List<Value>>> kept = new EnumMap<>(Part.class);

    private MixedSteps(SpecificationMachine machine, Extent extent, long seed, Watcher watcher) {
        this.calls = new Calls(machine, watcher);
        this.extent = extent;
        this.random = new Random(seed);
        for (Part part : Part.values()) {
            List<List<Value>> owners = new ArrayList<>();
            for (int owner = 0; owner < (part.hasClient() ? extent.clients() : extent.replicas()); owner++) {
                owners.add(new ArrayList<>());
            }
            kept.put(part, owners);
        }
    }

    /** Takes {@code steps} steps; {@code watcher} sees each, with nothing of what was put. The same for the same seed. */
    public static void watch(SpecificationMachine machine, Extent extent, long seed, int steps, Watcher watcher) {
        MixedSteps mixed = new MixedSteps(machine, extent, seed, watcher);
        for (int client = 0; client < extent.clients(); client++) {
            mixed.take(Method.CLIENT_INIT, client, 0);
        }
        for (int replica = 0; replica < extent.replicas(); replica++) {
            mixed.take(Method.REPLICA_INIT, 0, replica);
        }
        List<Method> methods =
                List.of(Method.GET_REQUEST, Method.GET, Method.GET_RESPONSE, Method.PUT_REQUEST, Method.PUT);
        for (int step = 0; step < steps; step++) {
            mixed.take(
                    methods.get(mixed.random.nextInt(methods.size())),
                    mixed.random.nextInt(extent.clients()),
                    mixed.random.nextInt(extent.replicas()));
        }
    }

    private void take(Method method, int client, int replica) {
        Map<Argument, Value> arguments = new EnumMap<>(Argument.class);
        arguments.put(Argument.KEY, atom(Identity.KEY, random.nextInt(extent.keys())));
        arguments.put(Argument.VALUE, atom(Identity.VALUE, random.nextInt(VALUES)));
        arguments.put(Argument.NOW, new Value.Int(random.nextInt(3)));
        arguments.put(Argument.CLIENT, atom(Identity.CLIENT, client));
        arguments.put(Argument.REPLICA, atom(Identity.REPLICA, replica));
        for (Argument argument : method.arguments()) {
            Part part = argument.part();
            if (part != null) {
                List<Value> choices = kept(part, client, replica);
                if (choices.isEmpty()) {
                    return;
                }
                arguments.put(argument, choices.get(random.nextInt(choices.size())));
            }
        }
        boolean refused = method == Method.GET
                        && !calls.observe(Method.GET_GUARD, arguments).truth()
                || method == Method.PUT
                        && !calls.observe(Method.PUT_GUARD, arguments).truth();
        if (refused) {
            return;
        }
        List<Value> results = calls.call(method, arguments);
        List<Value> parts = results.subList(method.answersValue() ? 1 : 0, results.size());
        for (int i = 0; i < method.results().size(); i++) {
            keep(kept(method.results().get(i), client, replica), parts.get(i));
        }
    }

    private List<Value> kept(Part part, int client, int replica) {
        return kept.getOrDefault(part, List.of()).get(part.hasClient() ? client : replica);
    }

    private void keep(List<Value> values, Value value) {
        if (values.size() < KEPT_MAX) {
            values.add(value);
        } else {
            values.set(random.nextInt(KEPT_MAX), value);
        }
    }

    private static Value atom(Identity identity, int index) {
        return new Value.Outside(new Atom(identity, index));
    }
}
