package dev.espalier.synth.search;

import dev.espalier.core.Core;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.growth.CoreText;
import dev.espalier.synth.growth.Target;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.rank.CompiledCore;
import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.rank.Race;
import dev.espalier.synth.rank.RaceSettings;
import dev.espalier.synth.rank.RankingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs closed cores beside a reference core: each is extracted by the prover, translated by the bridge and compiled in
 * memory. What is measured here decides which core is taken, and nothing about whether it is right.
 *
 * @param compiled where files can be compiled
 */
record Speed(Target target, CompiledSpecification compiled, Core<?, ?, ?, ?, ?> reference, Search.Listener listener) {
    private static final String EXTRACTED = "Grown.ml";
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
        compile("candidate/Core.v", new CoreText(target, core.candidate()).file());
        for (Path folder : List.of(compiled.folder(), compiled.folder().resolve("candidate"))) {
            Files.deleteIfExists(folder.resolve(EXTRACTED));
        }
        compile("candidate/Grown.v", extraction());
        Path there = compiled.folder().resolve(EXTRACTED);
        Contender contender = Contender.of(
                core.design(),
                CompiledCore.of(
                        "design-" + core.design(),
                        Files.isRegularFile(there)
                                ? there
                                : compiled.folder().resolve("candidate").resolve(EXTRACTED)),
                RaceSettings.KEYS);
        // A core that does not do its operations must not spoil the race of the others.
        contender.fresh().get().mixed(TRIAL);
        return contender;
    }

    private void compile(String path, String text) throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compiled.compile(path, text);
        if (!outcome.succeeded()) {
            throw new RankingException(
                    "the prover does not extract it and " + outcome.ending() + ": " + outcome.said());
        }
    }

    private static String extraction() throws IOException {
        try (InputStream stream = Race.class.getResourceAsStream("Grown.v")) {
            if (stream == null) {
                throw new IllegalStateException("Grown.v is missing from this program's archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
