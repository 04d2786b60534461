package dev.espalier.cli.core;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Translates a core again, in memory. */
public final class Translation {
    private Translation() {}

    /** What the bridge makes of an extracted {@code .ml} and its {@code .mli}. */
    public static BridgeResult of(String coreName, Path implementation, Path signature) throws IOException {
        return Bridge.translate(request(coreName, implementation, signature));
    }

    /** What the bridge is asked about an extracted {@code .ml} and its {@code .mli}. */
    static BridgeRequest request(String coreName, Path implementation, Path signature) throws IOException {
        return BridgeRequest.core(coreName, source(implementation), source(signature));
    }

    /** Hashes of translated files, path to hash, sorted. */
    public static Map<String, String> hashes(BridgeResult result) {
        Map<String, String> hashes = new TreeMap<>();
        result.files().forEach((path, text) -> hashes.put(path, Sha256.hex(text.getBytes(StandardCharsets.UTF_8))));
        return hashes;
    }

    private static SourceText source(Path file) throws IOException {
        return new SourceText(file.getFileName().toString(), Files.readString(file));
    }
}
