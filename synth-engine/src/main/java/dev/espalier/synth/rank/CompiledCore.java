package dev.espalier.synth.rank;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.compile.JavaCompilation;
import dev.espalier.bridge.compile.MemoryClassLoader;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.core.Core;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A core that was just extracted, translated by the bridge and compiled in memory. It is measured, not trusted. */
public final class CompiledCore {
    private static final String EXTRACTED = "Grown.ml";

    private CompiledCore() {}

    /**
     * The core whose file is {@code core}, extracted by the prover.
     *
     * @param name what it calls itself
     * @param compiled where files can be compiled, below {@code candidate}
     * @throws RankingException if it cannot be extracted, translated or compiled; the message says why
     */
    public static Core<?, ?, ?, ?, ?> extracted(String name, CompiledSpecification compiled, String core)
            throws IOException, InterruptedException, GateFailure {
        compile(compiled, "candidate/Core.v", core);
        List<Path> places = List.of(
                compiled.folder().resolve(EXTRACTED),
                compiled.folder().resolve("candidate").resolve(EXTRACTED));
        for (Path place : places) {
            Files.deleteIfExists(place);
        }
        compile(compiled, "candidate/Grown.v", extraction());
        return of(name, Files.isRegularFile(places.getFirst()) ? places.getFirst() : places.getLast());
    }

    private static void compile(CompiledSpecification compiled, String path, String text)
            throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = compiled.compile(path, text);
        if (!outcome.succeeded()) {
            throw new RankingException(
                    "the prover does not extract it and " + outcome.ending() + ": " + outcome.said());
        }
    }

    private static String extraction() throws IOException {
        try (InputStream stream = CompiledCore.class.getResourceAsStream("Grown.v")) {
            if (stream == null) {
                throw new IllegalStateException("Grown.v is missing from this program's archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * The core.
     *
     * @param name what it calls itself
     * @param implementation the extracted {@code .ml}; its {@code .mli} is beside it
     * @throws RankingException if it cannot be translated or compiled; the message says why
     */
    public static Core<?, ?, ?, ?, ?> of(String name, Path implementation) throws IOException {
        Path signature = implementation.resolveSibling(implementation.getFileName() + "i");
        try {
            BridgeResult translated =
                    Bridge.translate(BridgeRequest.core(name, source(implementation), source(signature)));
            String adapter = translated.adapterClass();
            JavaCompilation.Result compilation = JavaCompilation.of(translated.files(), JavaCompilation.AS_BUILT);
            return switch (compilation) {
                case JavaCompilation.NoCompiler none -> throw new RankingException("this Java has no compiler");
                case JavaCompilation.Refused refused ->
                    throw new RankingException("its Java does not compile: " + refused.diagnostics());
                case JavaCompilation.Compiled compiled -> loaded(name, adapter == null ? "" : adapter, compiled);
            };
        } catch (TranslationException e) {
            throw new RankingException("the bridge does not translate it: " + e.getMessage());
        }
    }

    private static Core<?, ?, ?, ?, ?> loaded(String name, String adapter, JavaCompilation.Compiled compiled) {
        try {
            Object made = new MemoryClassLoader(compiled, Core.class.getClassLoader())
                    .loadClass(adapter)
                    .getConstructor()
                    .newInstance();
            if (made instanceof Core<?, ?, ?, ?, ?> core) {
                return core;
            }
            throw new RankingException(name + " has another interface than Core");
        } catch (ReflectiveOperationException e) {
            throw new RankingException("its Java does not start: " + e);
        }
    }

    private static SourceText source(Path file) throws IOException {
        return new SourceText(String.valueOf(file.getFileName()), Files.readString(file));
    }
}
