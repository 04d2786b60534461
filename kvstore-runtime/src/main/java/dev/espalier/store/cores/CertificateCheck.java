package dev.espalier.store.cores;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Certificate;
import dev.espalier.core.Sha256;
import dev.espalier.core.StoreCore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a core against its certificate as far as that goes without a prover: the certificate is readable, is of this
 * core and this class, and every generated and extracted source that it lists is there with the hash that it lists. That
 * the class files come from those sources is for the build to promise.
 */
final class CertificateCheck {
    private static final String ROOT = "espalier/cores/";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ClassLoader loader;

    CertificateCheck(ClassLoader loader) {
        this.loader = loader;
    }

    /** Where the certificate and the sources of a core are: a folder of the class path, or of an archive. */
    static String folder(String core) {
        return ROOT + core + "/";
    }

    /**
     * Reads a certificate.
     *
     * @throws JacksonException if it is none
     */
    static Certificate read(byte[] bytes) {
        return JSON.readValue(bytes, Certificate.class);
    }

    CoreIdentity identify(StoreCore core) {
        String name = core.name();
        String adapter = core.getClass().getName();
        String folder = folder(name);
        byte[] bytes;
        try {
            bytes = resource(folder + "certificate.json");
        } catch (IOException e) {
            return unverified(core, "its certificate cannot be read: " + e);
        }
        if (bytes == null) {
            return unverified(core, "it has no certificate (resource " + folder + "certificate.json)");
        }
        Certificate certificate;
        try {
            certificate = read(bytes);
        } catch (JacksonException e) {
            return unverified(core, "its certificate is malformed: " + e.getOriginalMessage());
        }
        String distrust = mismatch(certificate, name, adapter, folder);
        return new CoreIdentity(
                name, certificate.specificationName(), theorems(certificate), adapter, Sha256.hex(bytes), distrust);
    }

    /** The theorems' names without their modules. */
    private static List<String> theorems(Certificate certificate) {
        return Arrays.stream(certificate.theorem().split(", ", -1))
                .map(theorem -> theorem.substring(theorem.lastIndexOf('.') + 1))
                .toList();
    }

    private static CoreIdentity unverified(StoreCore core, String reason) {
        String adapter = core.getClass().getName();
        return new CoreIdentity(core.name(), "", List.of(), adapter, Sha256.hex(adapter.getBytes(UTF_8)), reason);
    }

    private String mismatch(Certificate certificate, String name, String adapter, String folder) {
        if (certificate.format() != Certificate.FORMAT) {
            return "its certificate has format " + certificate.format() + ", not " + Certificate.FORMAT;
        }
        if (!name.equals(certificate.core())) {
            return "its certificate is of core " + certificate.core();
        }
        if (!adapter.equals(certificate.adapterClass())) {
            return "its certificate is of class " + certificate.adapterClass() + ", not " + adapter;
        }
        if (certificate.generated().isEmpty()) {
            return "its certificate lists no generated source";
        }
        String generated = mismatch(certificate.generated(), folder + "generated/");
        return generated.isEmpty() ? mismatch(certificate.extracted(), folder + "extracted/") : generated;
    }

    /** What is wrong with the first file that does not match; empty when all do. */
    private String mismatch(Map<String, String> hashes, String folder) {
        for (Map.Entry<String, String> entry : new TreeMap<>(hashes).entrySet()) {
            String path = folder + entry.getKey();
            try {
                byte[] content = resource(path);
                if (content == null) {
                    return "its certificate lists " + path + ", which is missing";
                }
                if (!Sha256.hex(content).equals(entry.getValue())) {
                    return path + " does not have the hash that its certificate lists";
                }
            } catch (IOException e) {
                return path + " cannot be read: " + e;
            }
        }
        return "";
    }

    private byte @Nullable [] resource(String path) throws IOException {
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
