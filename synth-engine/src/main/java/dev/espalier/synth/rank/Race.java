package dev.espalier.synth.rank;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs cores in turn, round after round, so that what slows the machine down for a while slows all of them. Each round
 * begins with fresh stores; a core is compared with the reference of the same round.
 */
public final class Race {
    private final RaceSettings settings;
    private final LongSupplier clock;

    /**
     * @param clock in nanoseconds
     */
    public Race(RaceSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The processor time of the thread that asks, in nanoseconds: on a machine that has other work too it tells more than
     * the time on a clock. The collection of garbage, which others do, is not in it.
     */
    public static LongSupplier processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }

    /**
     * Measures the contenders; the fastest comes first, the reference where it belongs among them.
     *
     * @throws RankingException if one of them does not do an operation that it should
     */
    public List<Measurement> run(Contender reference, List<Contender> contenders) {
        List<Contender> all = new ArrayList<>(contenders);
        all.addFirst(reference);
        Map<Contender, List<Double>> nanos = new LinkedHashMap<>();
        all.forEach(contender -> nanos.put(contender, new ArrayList<>()));
        for (int round = 0; round < settings.warmUps() + settings.rounds(); round++) {
            // Each goes first in turn.
            for (int i = 0; i < all.size(); i++) {
                Contender contender = all.get((round + i) % all.size());
                double took = mixed(contender.fresh().get());
                if (round >= settings.warmUps()) {
                    figures(nanos, contender).add(took);
                }
            }
        }
        List<Double> compared = figures(nanos, reference);
        List<Measurement> measurements = new ArrayList<>();
        for (Contender contender : all) {
            List<Double> own = figures(nanos, contender);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < own.size(); round++) {
                ratios.add(compared.get(round) / own.get(round));
            }
            measurements.add(new Measurement(
                    contender.id(), contender.name(), Spread.of(own), Spread.of(ratios), growth(contender)));
        }
        measurements.sort(
                Comparator.comparingDouble((Measurement one) -> one.speedup().median())
                        .reversed());
        return measurements;
    }

    private double growth(Contender contender) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < settings.rounds(); i++) {
            Workload store = contender.fresh().get();
            // With gets: what sessions keep of what they have read is bounded, but must be there the first time.
            store.mixed(2 * settings.puts());
            double early = window(store);
            store.mixed(17 * settings.puts());
            ratios.add(window(store) / early);
        }
        return Spread.of(ratios).median();
    }

    /** An operation's time now. */
    private double window(Workload store) {
        long start = clock.getAsLong();
        store.mixed(settings.puts());
        return (double) (clock.getAsLong() - start) / settings.puts();
    }

    private double mixed(Workload store) {
        long start = clock.getAsLong();
        store.mixed(settings.operations());
        return (double) (clock.getAsLong() - start) / settings.operations();
    }

    private static List<Double> figures(Map<Contender, List<Double>> nanos, Contender contender) {
        List<Double> figures = nanos.get(contender);
        if (figures == null) {
            throw new IllegalStateException("no figures of " + contender.name());
        }
        return figures;
    }
}
