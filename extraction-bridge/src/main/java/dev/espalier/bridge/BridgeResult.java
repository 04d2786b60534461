package dev.espalier.bridge;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The translation.
 *
 * @param files Java source by path below the source root, with {@code /} between folders
 * @param adapterClass fully qualified name of the class that implements {@code Core} or {@code NodeCore}; {@code null}
 *     if the program is no core
 */
public record BridgeResult(
        SortedMap<String, String> files, @Nullable String adapterClass) {}
