package dev.espalier.synth.ablation;

import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.machine.MachineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All runs of some specifications and seeds under some configurations. Each is made once: what the log has is not made
 * again. The first seed comes first for all, so that half a campaign says something of every specification; and of one
 * specification and seed the configurations follow each other, since they share what depends on neither.
 */
public final class Campaign {
    private final List<Trial> trials = new ArrayList<>();
    private final String conditions;

    /** Makes a run. */
    public interface Maker {
        /** What came of {@code trial}. */
        Trialled made(Trial trial) throws IOException, InterruptedException, GateFailure;
    }

    /** Is told how it gets on. */
    public interface Listener {
        /** {@code trial} begins, the {@code number}th of {@code all}. */
        void begins(Trial trial, int number, int all);

        /** It is done. */
        void done(Trialled trialled);

        /** It could not be made; the others are. */
        void failed(Trial trial, String why);
    }

    /**
     * @param configurations their names
     * @param seeds how many; they are 1, 2 and so on
     * @param conditions as {@link Trialled#conditions} has them
     */
    public Campaign(List<String> specifications, List<String> configurations, int seeds, String conditions) {
        this.conditions = conditions;
        for (int seed = 1; seed <= seeds; seed++) {
            for (String specification : specifications) {
                for (String configuration : configurations) {
                    trials.add(new Trial(specification, configuration, seed));
                }
            }
        }
    }

    /** Those of {@code made} that are its runs. */
    public List<Trialled> trialled(List<Trialled> made) {
        Set<Trial> wanted = new HashSet<>(trials);
        return made.stream()
                .filter(one -> one.conditions().equals(conditions) && wanted.remove(one.trial()))
                .toList();
    }

    /** How many runs it has. */
    public int size() {
        return trials.size();
    }

    /**
     * Makes the runs that {@code log} does not have yet.
     *
     * @return how many could not be made
     */
    public int run(TrialLog log, Maker maker, Listener listener) throws IOException, InterruptedException {
        Set<Trial> done = new HashSet<>();
        trialled(log.trials()).forEach(one -> done.add(one.trial()));
        int failed = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (done.contains(trial)) {
                continue;
            }
            listener.begins(trial, i + 1, trials.size());
            Trialled trialled;
            try {
                trialled = maker.made(trial);
            } catch (GateFailure | MachineException | IOException e) {
                failed++;
                listener.failed(trial, String.valueOf(e.getMessage()));
                continue;
            }
            log.add(trialled);
            listener.done(trialled);
        }
        return failed;
    }
}
