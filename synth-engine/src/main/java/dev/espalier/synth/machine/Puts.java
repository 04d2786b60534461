package dev.espalier.synth.machine;

import dev.espalier.synth.shape.Datum.Atom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the clients of a run have put so far: the key of each client's puts, in order. It is what a proof may remember of a
 * run besides the states.
 *
 * @param keys by client
 */
public record Puts(Map<Atom, List<Atom>> keys) {
    /** Nothing was put. */
    public static final Puts NONE = new Puts(Map.of());

    public Puts {
        keys = Map.copyOf(keys);
    }

    /** One more put of {@code client}. */
    public Puts and(Atom client, Atom key) {
        Map<Atom, List<Atom>> more = new HashMap<>(keys);
        List<Atom> own = new ArrayList<>(of(client));
        own.add(key);
        more.put(client, List.copyOf(own));
        return new Puts(more);
    }

    private List<Atom> of(Atom client) {
        return keys.getOrDefault(client, List.of());
    }

    /** How many puts {@code client} has made. */
    public long made(Atom client) {
        return of(client).size();
    }

    /** Whether the client's put of this number, from 1, is on {@code key}. */
    public boolean placed(Atom client, Atom key, long number) {
        return number >= 1
                && number <= made(client)
                && of(client).get((int) number - 1).equals(key);
    }

    /** The numbers of the client's puts on {@code key}. */
    public List<Long> on(Atom client, Atom key) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= made(client); number++) {
            if (placed(client, key, number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** Those who have put anything. */
    public Iterable<Atom> clients() {
        return keys.keySet();
    }
}
