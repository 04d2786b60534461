package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hashes that specification files must have: {@code specs/FROZEN.sha256}, in the format of {@code sha256sum}. */
final class FrozenSpecification {
    private static final String LIST = "FROZEN.sha256";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S+)");

    private final Map<String, String> hashes = new HashMap<>();

    private FrozenSpecification() {}

    static FrozenSpecification read(Path specs) throws IOException, GateFailure {
        FrozenSpecification frozen = new FrozenSpecification();
        List<String> lines;
        try {
            lines = Files.readAllLines(specs.resolve(LIST));
        } catch (NoSuchFileException e) {
            throw new GateFailure(
                    Reason.SPECIFICATION_CHANGED,
                    LIST,
                    "the list of frozen specification files is missing",
                    "Restore it from version control");
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches() || frozen.hashes.put(line.group(2), line.group(1)) != null) {
                throw new GateFailure(
                        Reason.SPECIFICATION_CHANGED,
                        LIST + ":" + (i + 1),
                        "\"" + lines.get(i) + "\" is not one hash and one file, named once",
                        "Restore the line, or freeze again with `make freeze` after a review");
            }
        }
        return frozen;
    }

    /** Fails unless every file of {@code specification} is frozen and unchanged. */
    void check(Sources sources, List<String> specification) throws GateFailure {
        for (String path : specification) {
            String actual = sources.file(path).hash();
            String frozen = hashes.get(path);
            if (!actual.equals(frozen)) {
                throw new GateFailure(
                        Reason.SPECIFICATION_CHANGED,
                        path,
                        frozen == null
                                ? "the manifest calls it specification, but " + LIST + " does not list it; its hash is "
                                        + actual
                                : "its hash is " + actual + " and the frozen one is " + frozen,
                        "Restore the file; if the change is meant, have it reviewed and run `make freeze` in specs/,"
                                + " and prove every core anew");
            }
        }
    }
}
