package dev.espalier.bridge;

import dev.espalier.bridge.exports.Exports;
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
 * @param exports what the files offer: each value and type of the source, and where it is in Java
 * @param notes what the passes have to say of it
 */
public record BridgeResult(
        SortedMap<String, String> files, @Nullable String adapterClass, Exports exports, List<Note> notes) {
    public BridgeResult {
        notes = List.copyOf(notes);
    }

    /** The same with other files: to see whether a change in them is found out. */
    public BridgeResult with(SortedMap<String, String> otherFiles) {
        return new BridgeResult(otherFiles, adapterClass, exports, notes);
    }
}
