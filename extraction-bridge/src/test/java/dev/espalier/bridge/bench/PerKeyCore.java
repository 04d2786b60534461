package dev.espalier.bridge.bench;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.differential.InMemoryJava;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.Core;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The translation of {@code core/perkey/PerKey.ml}. */
public final class PerKeyCore {
    private PerKeyCore() {}

    /** As the bridge translates it: updated in place. */
    public static Core<?, ?, ?, ?, ?> inPlace() throws IOException, ReflectiveOperationException {
        return load(text -> text);
    }

    /** The same over persistent maps, which the bridge would choose if the state were used more than once. */
    public static Core<?, ?, ?, ?, ?> persistent() throws IOException, ReflectiveOperationException {
        return load(text -> text.replace("StateMaps.inPlace()", "StateMaps.persistent()"));
    }

    /** What the bridge makes of the extracted files. */
    public static BridgeResult translation() throws IOException {
        return Bridge.translate(BridgeRequest.core("per-key", source("PerKey.ml"), source("PerKey.mli")));
    }

    private static Core<?, ?, ?, ?, ?> load(UnaryOperator<String> change)
            throws IOException, ReflectiveOperationException {
        BridgeResult result = translation();
        SortedMap<String, String> files = new TreeMap<>();
        result.files().forEach((path, text) -> files.put(path, change.apply(text)));
        return (Core<?, ?, ?, ?, ?>) InMemoryJava.compile(files)
                .loadClass(result.adapterClass())
                .getConstructor()
                .newInstance();
    }

    /** A file of the test resources. */
    public static SourceText source(String name) throws IOException {
        try (var in = PerKeyCore.class.getClassLoader().getResourceAsStream("core/perkey/" + name)) {
            return new SourceText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
