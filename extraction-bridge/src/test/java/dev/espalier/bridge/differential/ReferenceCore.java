package dev.espalier.bridge.differential;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.Core;
import dev.espalier.core.StoreCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** The extracted reference core: its files, its native program, its translation. */
public final class ReferenceCore {
    /** The core's folder in the repository, from the module's folder. */
    public static final Path FOLDER = Path.of("..", "verified-cores", "vector-clock");

    private ReferenceCore() {}

    /** The adapter that is on the class path. */
    public static Core<?, ?, ?, ?, ?> committed() {
        return ServiceLoader.load(StoreCore.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(core -> core.name().equals("vector-clock"))
                .<Core<?, ?, ?, ?, ?>>map(core -> (Core<?, ?, ?, ?, ?>) core)
                .findFirst()
                .orElseThrow();
    }

    /** An extracted file. */
    public static SourceText extracted(String name) throws IOException {
        return new SourceText(name, Files.readString(FOLDER.resolve("extracted").resolve(name)));
    }

    /** The translation of the extracted files, {@code mutation} applied to the OCaml first. */
    static BridgeResult translate(UnaryOperator<String> mutation) throws IOException {
        SourceText source = extracted("VectorClock.ml");
        String text = mutation.apply(source.content());
        return Bridge.translate(
                BridgeRequest.core("vector-clock", new SourceText(source.name(), text), extracted("VectorClock.mli")));
    }

    /** The adapter of {@code result}, compiled in memory. */
    static Core<?, ?, ?, ?, ?> load(BridgeResult result) throws ReflectiveOperationException {
        return (Core<?, ?, ?, ?, ?>) InMemoryJava.compile(result.files())
                .loadClass(result.adapterClass())
                .getConstructor()
                .newInstance();
    }

    /** The extracted files and the driver {@code driver} of the test resources, compiled natively in {@code folder}. */
    public static NativeOcaml compileNatively(Path folder, String driver) throws IOException, InterruptedException {
        for (String name : List.of("VectorClock.ml", "VectorClock.mli")) {
            Files.writeString(folder.resolve(name), extracted(name).content());
        }
        Files.writeString(folder.resolve(driver), ProgramsTest.resource("core/" + driver));
        return NativeOcaml.compile(folder, List.of("VectorClock.mli", "VectorClock.ml", driver));
    }
}
