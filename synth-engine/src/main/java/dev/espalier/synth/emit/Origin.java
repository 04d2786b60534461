package dev.espalier.synth.emit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whose the files are that an emission would replace. */
public final class Origin {
    /** The member of a manifest that says which search a core is from. */
    static final String MEMBER = "grownFrom";

    private Origin() {}

    /**
     * Whether {@code emission} replaces nothing but an earlier emission for the same specification.
     *
     * @param specs where its sources go
     * @param folder where the core goes
     * @param force whether a core of another origin may be replaced; a specification never is
     * @throws EmissionException if something of another origin would be lost
     */
    public static void check(Path specs, Path folder, Emission emission, boolean force)
            throws IOException, EmissionException {
        boolean earlier = force || (Files.exists(folder) && earlier(folder, emission));
        for (Map.Entry<String, String> source : emission.sources().entrySet()) {
            Path file = specs.resolve(source.getKey());
            boolean kept = !Files.exists(file) || Files.readString(file).equals(source.getValue());
            if (source.getKey().startsWith(LoadedSpecification.OWN + "/") && !kept) {
                throw new EmissionException(
                        file.toString(),
                        "another specification has this file's name, and cores may be proved of it",
                        "Rename your file, or remove that one with its cores, and search again");
            }
            if (!kept && !earlier && source.getKey().endsWith(".v") && !resembles(file, source.getValue())) {
                throw new EmissionException(
                        file.toString(),
                        "it is there already, and no search for " + emission.specification() + " wrote it",
                        "Call the core otherwise with --name, or say --force to replace it");
            }
        }
    }

    /** Whether the core that is there is of the same origin; it is an error if it is of another. */
    private static boolean earlier(Path folder, Emission emission) throws IOException, EmissionException {
        String origin = specification(folder.resolve("core.json"));
        if (origin.equals(emission.specification())) {
            return true;
        }
        throw new EmissionException(
                folder.toString(),
                origin.isEmpty()
                        ? "there is a core of this name already, which was not put there by a search"
                        : "there is a core of this name already, grown for " + origin,
                "Call the new one otherwise with --name, or say --force to replace it");
    }

    /** The specification that the core of {@code manifest} was grown for; empty if it was not grown, or nobody knows. */
    private static String specification(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest)) {
            return "";
        }
        try {
            JsonNode node = JsonMapper.builder().build().readTree(Files.readAllBytes(manifest));
            return node.path(MEMBER).path("specification").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    /** Whether {@code file} begins as {@code text} does: what an emission left that was killed before its core was there. */
    private static boolean resembles(Path file, String text) throws IOException {
        String head = text.lines().findFirst().orElse("");
        String there = Files.readString(file).lines().findFirst().orElse("");
        return untilColon(there).equals(untilColon(head));
    }

    private static String untilColon(String line) {
        int colon = line.indexOf(": ");
        return colon < 0 ? line : line.substring(0, colon);
    }
}
