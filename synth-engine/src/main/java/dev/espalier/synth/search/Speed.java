package dev.espalier.synth.search;

import dev.espalier.core.Core;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.rank.CompiledCore;
import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.rank.Race;
import dev.espalier.synth.rank.RaceSettings;
import dev.espalier.synth.rank.RankingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs closed cores beside a reference core: each is extracted by the prover, translated by the bridge and compiled in
 * memory. What is measured here decides which core is taken, and nothing about whether it is right.
 *
 * @param compiled where files can be compiled
 */
record Speed(Target target, CompiledSpecification compiled, Core<?, ?, ?, ?, ?> reference, Search.Listener listener) {
    private static final int TRIAL = 200;

    /** The measurements, the fastest first, the reference among them. */
    List<Measurement> of(List<Outcome.Closed> cores) throws IOException, InterruptedException, GateFailure {
        List<Contender> contenders = new ArrayList<>();
        for (Outcome.Closed core : cores) {
            try {
                contenders.add(contender(core));
            } catch (RankingException e) {
                listener.event(new Event.Unmeasured(core.design(), String.valueOf(e.getMessage())));
            }
        }
        if (contenders.isEmpty()) {
            return List.of();
        }
        return new Race(RaceSettings.USUAL, Race.processorTime())
                .run(Contender.of(Contender.REFERENCE, reference, RaceSettings.KEYS), contenders);
    }

    private Contender contender(Outcome.Closed core) throws IOException, InterruptedException, GateFailure {
        Contender contender = Contender.of(
                core.design(),
                CompiledCore.extracted(
                        "design-" + core.design(), compiled, new CoreText(target, core.candidate()).file()),
                RaceSettings.KEYS);
        // A core that does not do its operations must not spoil the race of the others.
        contender.fresh().get().mixed(TRIAL);
        return contender;
    }
}
