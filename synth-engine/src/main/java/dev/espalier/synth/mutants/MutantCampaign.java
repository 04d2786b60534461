package dev.espalier.synth.mutants;

import dev.espalier.synth.mutants.CoreJudge.CannotJudge;
import dev.espalier.synth.mutants.Judgement.Charge;
import dev.espalier.synth.mutants.Judgement.Means;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Judges correct cores and then their mutants, by the same means. A means that finds something wrong with a correct core
 * does not count against its mutants; if it is not progress, which some of the suite's cores do not have, the correct
 * core is rejected, and the means, not the core, is likely to be wrong.
 */
public final class MutantCampaign {
    private final Path specs;
    private final CoreJudge judge;
    private final Consumer<String> listener;

    /** @param listener is told what is judged next */
    public MutantCampaign(Path specs, CoreJudge judge, Consumer<String> listener) {
        this.specs = specs;
        this.judge = judge;
        this.listener = listener;
    }

    /**
     * A core that is correct, and what is held against it all the same.
     *
     * @param file relative to {@code specs/}
     * @param specification what it refines
     * @param judgement without charges, but for the progress that its specification does not ask for
     */
    public record Correct(String file, String specification, Judgement judgement) {
        /** Whether anything but a lack of progress is held against it. */
        public boolean rejected() {
            return judgement.charges().stream().anyMatch(charge -> charge.means() != Means.PROGRESS);
        }
    }

    /**
     * A mutant, and what it is killed by.
     *
     * @param mutant the mutant
     * @param judgement the charges that the correct core does not have; none if it survives
     */
    public record Judged(CoreMutant mutant, Judgement judgement) {
        /** Whether anything found it out. */
        public boolean killed() {
            return !judgement.charges().isEmpty();
        }
    }

    /**
     * All of a campaign.
     *
     * @param correct the correct cores
     * @param mutants the wrong ones
     */
    public record Report(List<Correct> correct, List<Judged> mutants) {
        public Report {
            correct = List.copyOf(correct);
            mutants = List.copyOf(mutants);
        }

        /** Every mutant is killed and no correct core rejected. */
        public boolean passed() {
            return mutants.stream().allMatch(Judged::killed) && correct.stream().noneMatch(Correct::rejected);
        }
    }

    /**
     * Judges {@code mutants}, and the cores that they were made from, by {@code means}.
     *
     * @param firstOnly whether one means that finds a mutant out is enough; correct cores are judged by all of them
     */
    public Report run(List<CoreMutant> mutants, Set<Means> means, boolean firstOnly)
            throws IOException, InterruptedException, CannotJudge {
        Map<String, Correct> correct = new LinkedHashMap<>();
        for (CoreMutant mutant : mutants) {
            if (!correct.containsKey(mutant.file())) {
                listener.accept(mutant.file());
                correct.put(
                        mutant.file(),
                        new Correct(
                                mutant.file(),
                                mutant.specification(),
                                judge.judge(mutant.file(), source(mutant), mutant.specification(), means, false)));
            }
        }
        List<Judged> judged = new ArrayList<>();
        for (CoreMutant mutant : mutants) {
            listener.accept(mutant.name());
            judged.add(new Judged(mutant, judge(mutant, correct, means, firstOnly)));
        }
        return new Report(List.copyOf(correct.values()), judged);
    }

    private Judgement judge(CoreMutant mutant, Map<String, Correct> correct, Set<Means> means, boolean firstOnly)
            throws IOException, InterruptedException, CannotJudge {
        Set<Means> counting = EnumSet.noneOf(Means.class);
        counting.addAll(means);
        Correct original = correct.get(mutant.file());
        if (original != null) {
            original.judgement().charges().stream().map(Charge::means).forEach(counting::remove);
        }
        return judge.judge(mutant.file(), mutant.apply(source(mutant)), mutant.specification(), counting, firstOnly);
    }

    private String source(CoreMutant mutant) throws IOException {
        return Files.readString(specs.resolve(mutant.file()));
    }
}
