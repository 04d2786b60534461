package dev.espalier.bridge;

import dev.espalier.bridge.ir.Note;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The translation.
 *
 * @param files Java source by path below the source root, with {@code /} between folders
 * @param adapterClass fully qualified name of the class that implements {@code Core} or {@code NodeCore}; {@code null}
 *     if the program is no core
 * @param notes what the translation decided about types and functions, in the order of the passes
 */
public record BridgeResult(
        SortedMap<String, String> files, @Nullable String adapterClass, List<Note> notes) {}
