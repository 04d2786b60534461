package dev.espalier.bench.generator;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.KeyChoice;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.Pace;
import dev.espalier.bench.load.ValueSizes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Divides a load among generators, and writes the parts down. */
public final class Shares {
    /** Sessions of one generator choose other keys than those of the next. */
    private static final long SEED_STEP = 0x9e3779b97f4a7c15L;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(KeyChoice.class, Named.class)
            .addMixIn(ValueSizes.class, Named.class)
            .addMixIn(Pace.class, Named.class)
            .addMixIn(Extent.class, Named.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private interface Named {}

    private Shares() {}

    /**
     * The parts of {@code whole}, which together have its connections and its rate. Keys are to be put before, if at all.
     *
     * @param count how many, 1 or more
     * @throws IllegalArgumentException if there are too few connections to give each part one to every target
     */
    public static List<LoadConfig> of(LoadConfig whole, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " generators generate nothing; use 1 or more");
        }
        if (whole.connections() < count * whole.targets().size()) {
            throw new IllegalArgumentException(whole.connections() + " connections are too few for " + count
                    + " generators with one to each of " + whole.targets().size() + " targets; use at least "
                    + count * whole.targets().size());
        }
        List<LoadConfig> parts = new ArrayList<>();
        int connectionsBefore = 0;
        long operationsBefore = 0;
        for (int part = 1; part <= count; part++) {
            int connectionsSoFar = (int) ((long) whole.connections() * part / count);
            // Each connection has the same rate, so a generator's is as its connections are.
            double share = (double) (connectionsSoFar - connectionsBefore) / whole.connections();
            LoadConfig.Builder builder = whole.toBuilder()
                    .connections(connectionsSoFar - connectionsBefore)
                    .preload(false)
                    .seed(whole.seed() + SEED_STEP * (part - 1));
            if (whole.pace() instanceof Pace.Open(double from, double to, Pace.Arrivals arrivals)) {
                builder.pace(new Pace.Open(from * share, to * share, arrivals));
            }
            if (whole.extent() instanceof Extent.Operations(long operations)) {
                long operationsSoFar = operations * part / count;
                builder.extent(new Extent.Operations(Math.max(1, operationsSoFar - operationsBefore)));
                operationsBefore = operationsSoFar;
            }
            parts.add(builder.build());
            connectionsBefore = connectionsSoFar;
        }
        return parts;
    }

    /** A part as one line of JSON. */
    static String encode(LoadConfig part) {
        return JSON.writeValueAsString(part);
    }

    /** Reads what {@link #encode} wrote. */
    static LoadConfig decode(String line) {
        return JSON.readValue(line, LoadConfig.class);
    }
}
