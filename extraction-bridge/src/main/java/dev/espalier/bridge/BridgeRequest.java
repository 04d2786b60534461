package dev.espalier.bridge;

import dev.espalier.bridge.source.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * What to translate.
 *
 * @param implementation the extracted {@code .ml}
 * @param signature the extracted {@code .mli}; {@code null} to rely on inference alone
 * @param packageName the Java package to write
 * @param coreName the core's name, for example {@code vector-clock}; {@code null} for a program that is no core, which
 *     then gets no adapter
 * @param module the path of the module to which the output is restricted, with what it needs; {@code null} for the file
 */
public record BridgeRequest(
        SourceText implementation,
        @Nullable SourceText signature,
        String packageName,
        @Nullable String coreName,
        @Nullable String module) {
    /** Where the packages of cores are. */
    public static final String CORES = "dev.espalier.cores.";

    /** For the core {@code coreName}, in the package that cores of that name have. */
    public static BridgeRequest core(String coreName, SourceText implementation, @Nullable SourceText signature) {
        return new BridgeRequest(implementation, signature, CORES + coreName.replace("-", ""), coreName, null);
    }

    /** For a program that is no core. */
    public static BridgeRequest library(String packageName, SourceText implementation, @Nullable SourceText signature) {
        return new BridgeRequest(implementation, signature, packageName, null, null);
    }

    /** The same, restricted to the module {@code path} and what it needs; {@code null} for the whole file. */
    public BridgeRequest only(@Nullable String path) {
        return new BridgeRequest(implementation, signature, packageName, coreName, path);
    }
}
