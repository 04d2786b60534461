package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a core consists of: its {@code core.json}. Paths are relative to {@code specs/}, with forward slashes.
 *
 * @param core the core's name, for example {@code vector-clock}
 * @param kind which interface it has
 * @param specificationName the specification that it refines, for example {@code strong/causal+}
 * @param specification the frozen files: framework, property, statement
 * @param proof the core's own files: definitions and proofs
 * @param statementModule logical name of the module type that the proof must have
 * @param proofModule logical name of the proof, a functor over the framework's {@code PARAMETERS}
 * @param theorems the names that the statement declares, all of them
 * @param extraction the file that extracts the core
 * @param extractedName name of the extracted {@code .ml} and {@code .mli}, without the ending
 */
public record CoreManifest(
        String core,
        CoreKind kind,
        String specificationName,
        List<String> specification,
        List<String> proof,
        String statementModule,
        String proofModule,
        List<String> theorems,
        String extraction,
        String extractedName) {
    /** Lower case, so that a manifest is not read differently on a file system that ignores case. */
    private static final Pattern CORE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Pattern SPECIFICATION = Pattern.compile("[a-z0-9+]+([/-][a-z0-9+]+)*");
    private static final Pattern SOURCE = Pattern.compile("([a-z][a-z0-9_]*/)+[A-Za-z][A-Za-z0-9_]*\\.v");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern QUALIFIED = Pattern.compile("Espalier(\\.[A-Za-z][A-Za-z0-9_]*){3,}");

    public CoreManifest {
        specification = List.copyOf(specification);
        proof = List.copyOf(proof);
        theorems = List.copyOf(theorems);
    }

    /**
     * Reads {@code coreJson}. Members that the gate has no use for are left alone.
     *
     * @throws GateFailure if it is not a manifest
     * @throws IOException if it cannot be read
     */
    public static CoreManifest read(Path coreJson) throws IOException, GateFailure {
        Reader reader = new Reader(coreJson.toString(), parse(coreJson));
        CoreManifest manifest = new CoreManifest(
                reader.text("core", CORE),
                reader.kind(),
                reader.text("specificationName", SPECIFICATION),
                reader.texts("specification", SOURCE),
                reader.texts("proof", SOURCE),
                reader.text("statementModule", QUALIFIED),
                reader.text("proofModule", QUALIFIED),
                reader.texts("theorems", NAME),
                reader.text("extraction", SOURCE),
                reader.text("extractedName", NAME));
        Set<String> files = new HashSet<>();
        for (String file : manifest.files()) {
            if (!files.add(file)) {
                throw reader.invalid(file + " is named twice");
            }
        }
        return manifest;
    }

    /** Every source: specification, then proof, then the extraction. */
    public List<String> files() {
        List<String> files = new ArrayList<>(specification);
        files.addAll(proof);
        files.add(extraction);
        return files;
    }

    private static JsonNode parse(Path coreJson) throws IOException, GateFailure {
        byte[] content = Files.readAllBytes(coreJson);
        try {
            return JsonMapper.builder().build().readTree(content);
        } catch (JacksonException e) {
            throw new GateFailure(
                    Reason.MANIFEST_INVALID,
                    coreJson.toString(),
                    "this is not JSON: " + e.getOriginalMessage(),
                    "Correct the manifest; specs/README.md shows its shape");
        }
    }

    private record Reader(String file, JsonNode json) {
        String text(String member, Pattern shape) throws GateFailure {
            return text(member, json.path(member), shape);
        }

        /** A manifest that says nothing means a core of the first kind. */
        CoreKind kind() throws GateFailure {
            JsonNode node = json.path("kind");
            for (CoreKind kind : CoreKind.values()) {
                if (node.isMissingNode()
                        || (node.isString() && node.stringValue().equals(kind.word()))) {
                    return kind;
                }
            }
            throw invalid("\"kind\" has " + node + " where \"core\" or \"node\" is due");
        }

        List<String> texts(String member, Pattern shape) throws GateFailure {
            JsonNode array = json.path(member);
            if (!array.isArray() || array.isEmpty()) {
                throw invalid("\"" + member + "\" must be a list with at least one element");
            }
            List<String> texts = new ArrayList<>();
            for (JsonNode element : array) {
                texts.add(text(member, element, shape));
            }
            return texts;
        }

        private String text(String member, JsonNode node, Pattern shape) throws GateFailure {
            if (!node.isString() || !shape.matcher(node.stringValue()).matches()) {
                throw invalid("\"" + member + "\" has " + node + " where a string like " + shape + " is due");
            }
            return node.stringValue();
        }

        GateFailure invalid(String cause) {
            return new GateFailure(
                    Reason.MANIFEST_INVALID, file, cause, "Correct the manifest; specs/README.md shows its shape");
        }
    }
}
