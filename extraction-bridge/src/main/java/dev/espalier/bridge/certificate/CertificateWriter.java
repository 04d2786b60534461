package dev.espalier.bridge.certificate;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.Certificate;
import dev.espalier.core.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts certificates together and writes them: the same input gives the same bytes. */
public final class CertificateWriter {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .defaultPrettyPrinter(printer())
            .build();

    private CertificateWriter() {}

    /**
     * The certificate of a translated core.
     *
     * @param extracted the extracted files that were translated
     */
    public static Certificate certificate(
            String coreName, List<SourceText> extracted, BridgeResult result, ProofEvidence evidence) {
        String adapter = result.adapterClass();
        if (adapter == null) {
            throw new IllegalArgumentException(
                    coreName + " was translated as a library; a certificate needs a core, so name it in the request");
        }
        Map<String, String> sources = new TreeMap<>();
        extracted.forEach(source -> sources.put(source.name(), hash(source.content())));
        Map<String, String> generated = new TreeMap<>();
        result.files().forEach((path, text) -> generated.put(path, hash(text)));
        return new Certificate(
                Certificate.FORMAT,
                coreName,
                adapter,
                evidence.specificationName(),
                evidence.specification(),
                evidence.proof(),
                evidence.theorem(),
                evidence.assumptions(),
                evidence.audit(),
                evidence.prover(),
                sources,
                Bridge.VERSION,
                generated);
    }

    /** The evidence that {@code certificate} was written from. */
    public static ProofEvidence evidence(Certificate certificate) {
        return new ProofEvidence(
                certificate.specificationName(),
                certificate.specification(),
                certificate.proof(),
                certificate.theorem(),
                certificate.assumptions(),
                certificate.audit(),
                certificate.prover());
    }

    /** The certificate in {@code json}. */
    public static Certificate parse(String json) {
        return JSON.readValue(json, Certificate.class);
    }

    /** The certificate as JSON, sorted, with a line break at the end. */
    public static String json(Certificate certificate) {
        return JSON.writeValueAsString(certificate) + "\n";
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }
}
