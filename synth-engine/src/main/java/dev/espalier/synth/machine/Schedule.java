package dev.espalier.synth.machine;

import dev.espalier.bridge.interpreter.Value;
import dev.espalier.synth.machine.Method.Argument;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape.Identity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One run of a specification. At random, clients put and get and replicas take what is on its way to them, again and
 * again what they had; in the end all that can be taken is. Each call goes to a watcher.
 */
final class Schedule {
    /** A put on its way to every replica. */
    private record Message(Atom key, Atom value, Atom client, Value payload) {}

    private final Calls calls;
    private final Restriction restriction;
    private final Random random;
    private final Extent extent;
    private final List<Value> clients = new ArrayList<>();
    private final List<Value> replicas = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private int values;

    Schedule(SpecificationMachine machine, Restriction restriction, Extent extent, long seed, Watcher watcher) {
        this.calls = new Calls(machine, watcher);
        this.restriction = restriction;
        this.extent = extent;
        this.random = new Random(seed);
    }

    /**
     * Runs it.
     *
     * @return a put that some replica can never take although nothing else is left to take; {@code null} if none
     */
    @Nullable
    Observation run() {
        for (Atom client : SpecificationMachine.atoms(Identity.CLIENT, extent.clients())) {
            clients.add(state(Method.CLIENT_INIT, Map.of(Argument.CLIENT, argument(client)), Part.CLIENT));
        }
        for (Atom replica : SpecificationMachine.atoms(Identity.REPLICA, extent.replicas())) {
            replicas.add(state(
                    Method.REPLICA_INIT,
                    Map.of(
                            Argument.REPLICA,
                            argument(replica),
                            Argument.VALUE,
                            argument(new Atom(Identity.VALUE, values++))),
                    Part.REPLICA));
        }
        for (int i = 0; i < extent.steps(); i++) {
            int choice = random.nextInt(10);
            if (choice < 3) {
                put();
            } else if (choice < 6) {
                get();
            } else if (!messages.isEmpty()) {
                deliver(random.nextInt(replicas.size()));
            }
        }
        return drain();
    }

    /** Mostly something that the replica can take, so that it does not fall behind; now and then anything. */
    private void deliver(int replica) {
        List<Message> order = new ArrayList<>(messages);
        Collections.shuffle(order, random);
        int tries = random.nextInt(3) == 0 ? 1 : order.size();
        for (Message message : order.subList(0, tries)) {
            if ((tries == 1 || !seen(replica, message)) && take(replica, message)) {
                return;
            }
        }
    }

    /** Delivers what can be delivered, and asks at the end once more. */
    private @Nullable Observation drain() {
        Observation stuck = null;
        for (int replica = 0; replica < replicas.size(); replica++) {
            List<Message> left = new ArrayList<>(messages);
            boolean more = true;
            while (more) {
                more = false;
                for (Message message : List.copyOf(left)) {
                    if (seen(replica, message) || take(replica, message)) {
                        left.remove(message);
                        more = true;
                    }
                }
            }
            if (!left.isEmpty()) {
                stuck = guard(replica, left.getFirst());
            }
            get();
        }
        return stuck;
    }

    private void put() {
        int client = random.nextInt(clients.size());
        Atom key = key();
        Map<Argument, Value> arguments = new EnumMap<>(Argument.class);
        arguments.put(Argument.KEY, argument(key));
        Atom value = new Atom(Identity.VALUE, values++);
        arguments.put(Argument.VALUE, argument(value));
        arguments.put(Argument.NOW, new Value.Int(random.nextInt(4) == 0 ? random.nextInt(12) : 0));
        arguments.put(Argument.CLIENT, argument(client(client)));
        arguments.put(Argument.SESSION, clients.get(client));
        List<Value> results = calls.call(Method.PUT_REQUEST, arguments);
        clients.set(client, results.get(1));
        messages.add(new Message(key, value, client(client), results.get(0)));
    }

    private void get() {
        int client = random.nextInt(clients.size());
        int replica = random.nextInt(replicas.size());
        Map<Argument, Value> arguments = new EnumMap<>(Argument.class);
        arguments.put(Argument.KEY, argument(key()));
        arguments.put(Argument.CLIENT, argument(client(client)));
        arguments.put(Argument.SESSION, clients.get(client));
        List<Value> requested = calls.call(Method.GET_REQUEST, arguments);
        clients.set(client, requested.get(1));
        arguments.put(Argument.GET, requested.get(0));
        arguments.put(Argument.REPLICA, argument(replica(replica)));
        arguments.put(Argument.STORE, replicas.get(replica));
        if (!allowed(Method.GET_GUARD, arguments)) {
            return;
        }
        List<Value> answered = calls.call(Method.GET, arguments);
        replicas.set(replica, answered.get(2));
        arguments.put(Argument.VALUE, answered.get(0));
        arguments.put(Argument.ANSWER, answered.get(1));
        arguments.put(Argument.SESSION, clients.get(client));
        clients.set(client, state(Method.GET_RESPONSE, arguments, Part.CLIENT));
    }

    private boolean take(int replica, Message message) {
        Map<Argument, Value> arguments = arguments(replica, message);
        calls.call(Method.PUT_SEEN, arguments);
        Observation guard = calls.observe(Method.PUT_GUARD, arguments);
        if (!guard.truth()) {
            return false;
        }
        // What would come of a put that the core does not take says why it must not.
        Value applied = state(Method.PUT, arguments, Part.REPLICA);
        if (!restriction.allows(guard)) {
            return false;
        }
        replicas.set(replica, applied);
        return true;
    }

    private boolean seen(int replica, Message message) {
        return calls.observe(Method.PUT_SEEN, arguments(replica, message)).truth();
    }

    private Observation guard(int replica, Message message) {
        return calls.observe(Method.PUT_GUARD, arguments(replica, message));
    }

    private Map<Argument, Value> arguments(int replica, Message message) {
        Map<Argument, Value> arguments = new EnumMap<>(Argument.class);
        arguments.put(Argument.KEY, argument(message.key));
        arguments.put(Argument.VALUE, argument(message.value));
        arguments.put(Argument.PUT, message.payload);
        arguments.put(Argument.CLIENT, argument(message.client));
        arguments.put(Argument.REPLICA, argument(replica(replica)));
        arguments.put(Argument.STORE, replicas.get(replica));
        return arguments;
    }

    private boolean allowed(Method method, Map<Argument, Value> arguments) {
        Observation observation = calls.observe(method, arguments);
        return observation.truth() && restriction.allows(observation);
    }

    private Value state(Method method, Map<Argument, Value> arguments, Part part) {
        List<Value> results = calls.call(method, arguments);
        return results.get(method.results().indexOf(part));
    }

    private Atom key() {
        return new Atom(Identity.KEY, random.nextInt(extent.keys()));
    }

    private static Atom client(int index) {
        return new Atom(Identity.CLIENT, index);
    }

    private static Atom replica(int index) {
        return new Atom(Identity.REPLICA, index);
    }

    private static Value argument(Atom atom) {
        return new Value.Outside(atom);
    }
}
