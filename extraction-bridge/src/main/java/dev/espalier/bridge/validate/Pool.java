package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Results, kept by their types to be arguments later: trees in order, streams and the like come from the file's functions
 * only. A result that its text does not say all of is kept as the call that gave it.
 */
final class Pool {
    private static final int KEPT_MAX = 60;
    private static final int LENGTH_MAX = 600;

    private final Map<Shape, List<Datum>> kept = new HashMap<>();

    /** Keeps the result of {@code call}. */
    void add(Shape type, Datum.Call call, String text, Random random) {
        if (!(type instanceof Shape.Data || type instanceof Shape.Delayed)) {
            return;
        }
        Optional<Datum> again = text.length() > LENGTH_MAX ? Optional.empty() : DatumReader.read(text);
        Datum datum = again.orElse(call);
        if (again.isEmpty() && (call.text().length() > LENGTH_MAX / 2 || text.length() > 20 * LENGTH_MAX)) {
            return;
        }
        List<Datum> all = kept.computeIfAbsent(type, unknown -> new ArrayList<>());
        if (all.contains(datum)) {
            return;
        }
        if (all.size() < KEPT_MAX) {
            all.add(datum);
        } else {
            all.set(random.nextInt(KEPT_MAX), datum);
        }
    }

    /** One that was kept of type {@code type}. */
    Optional<Datum> any(Shape type, Random random) {
        List<Datum> all = kept.getOrDefault(type, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
