package dev.espalier.bridge.certificate;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.core.Certificate;
import dev.espalier.core.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes core folders: {@code extracted/}, {@code generated/} and {@code certificate.json}, and beside the folders the
 * list of cores that {@link java.util.ServiceLoader} reads.
 */
public final class CoreEmitter {
    private static final String SERVICES = "META-INF/services/dev.espalier.core.StoreCore";
    private static final String CERTIFICATE = "certificate.json";

    private CoreEmitter() {}

    /** What came of translating a core. */
    public sealed interface Emission {}

    /** The folder is written, and says what the certificate says. */
    public record Emitted(Certificate certificate) implements Emission {}

    /** The translation differs from OCaml, or nobody could tell: nothing is written. */
    public record Refused(String reason) implements Emission {}

    /**
     * Translates a core, inspects its classes, validates the translation, and writes the core's folder and the list of cores in the folder's
     * parent. Nothing is written if the translation fails, or differs from native OCaml, or there is no OCaml.
     *
     * @param coreFolder for example {@code verified-cores/vector-clock}
     * @throws dev.espalier.bridge.source.TranslationException if the source cannot be translated faithfully
     * @throws IOException if a file cannot be read or written
     */
    public static Emission emit(Path coreFolder, String coreName, Path mlFile, Path mliFile, ProofEvidence evidence)
            throws IOException, InterruptedException {
        BridgeRequest request = BridgeRequest.core(coreName, read(mlFile), read(mliFile));
        BridgeResult result = Bridge.translate(request);
        Optional<String> refusal = BridgeAudit.bytecodeRefusal(result);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        ProofEvidence inspected = BridgeAudit.with(evidence, BridgeAudit.BYTECODE, BridgeAudit.PASSED);
        return switch (TranslationAudit.of(request, result, ValidationOptions.SEED)) {
            case TranslationAudit.Differs(String reason) -> new Refused(reason);
            case TranslationAudit.NotAsked(String reason) ->
                new Refused("its translation cannot be validated: " + reason + "; install OCaml and ocamlfind");
            case TranslationAudit.Agrees(String text) -> {
                Certificate certificate =
                        translateTo(coreFolder, coreName, mlFile, mliFile, inspected.translation(text));
                Path parent =
                        Objects.requireNonNull(coreFolder.toAbsolutePath().getParent(), "core folder without parent");
                listCores(parent);
                yield new Emitted(certificate);
            }
        };
    }

    /**
     * Translates a core and writes its folder to {@code targetFolder}, for comparison with the one in the repository;
     * the list of cores is left alone.
     *
     * @throws dev.espalier.bridge.source.TranslationException if the source cannot be translated faithfully
     * @throws IOException if a file cannot be read or written
     */
    public static Certificate translateTo(
            Path targetFolder, String coreName, Path mlFile, Path mliFile, ProofEvidence evidence) throws IOException {
        SourceText implementation = read(mlFile);
        SourceText signature = read(mliFile);
        BridgeResult result = Bridge.translate(BridgeRequest.core(coreName, implementation, signature));
        List<SourceText> extracted = List.of(implementation, signature);
        Certificate certificate = CertificateWriter.certificate(coreName, extracted, result, evidence);
        deleteFolder(targetFolder.resolve("extracted"));
        deleteFolder(targetFolder.resolve("generated"));
        for (SourceText source : extracted) {
            write(targetFolder.resolve("extracted").resolve(source.name()), source.content());
        }
        for (var file : result.files().entrySet()) {
            write(targetFolder.resolve("generated").resolve(file.getKey()), file.getValue());
        }
        write(targetFolder.resolve(CERTIFICATE), CertificateWriter.json(certificate));
        return certificate;
    }

    /**
     * Translates the extracted files of an existing core folder again, after a change of the bridge. The proof evidence
     * of its certificate still holds, since the files that it speaks of are the same; that is checked first. What the
     * bridge checks itself is checked anew.
     *
     * @throws dev.espalier.bridge.source.TranslationException if the source cannot be translated faithfully
     * @throws IOException if a file cannot be read or written, or an extracted file is not the one certified
     */
    public static Emission retranslate(Path coreFolder) throws IOException, InterruptedException {
        Certificate old = CertificateWriter.parse(Files.readString(coreFolder.resolve(CERTIFICATE)));
        Path extracted = coreFolder.resolve("extracted");
        for (var entry : old.extracted().entrySet()) {
            byte[] content = Files.readAllBytes(extracted.resolve(entry.getKey()));
            if (!Sha256.hex(content).equals(entry.getValue())) {
                throw new IOException(extracted.resolve(entry.getKey())
                        + " is not the file that the certificate speaks of; run the proof gate instead");
            }
        }
        String implementation = old.extracted().keySet().stream()
                .filter(name -> name.endsWith(".ml"))
                .findFirst()
                .orElseThrow(() -> new IOException("the certificate in " + coreFolder + " lists no .ml file"));
        Path ml = extracted.resolve(implementation);
        Path mli = extracted.resolve(implementation + "i");
        return emit(coreFolder, old.core(), ml, mli, CertificateWriter.evidence(old));
    }

    /** Lists the adapter of every folder below {@code parent} that has a certificate, for the {@link java.util.ServiceLoader}. */
    public static void listCores(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            StringBuilder services = new StringBuilder();
            folders.map(folder -> folder.resolve(CERTIFICATE))
                    .filter(Files::isRegularFile)
                    .map(CoreEmitter::adapterClass)
                    .sorted()
                    .forEach(adapter -> services.append(adapter).append('\n'));
            Path list = parent.resolve(SERVICES);
            Path part = list.resolveSibling("list.part");
            write(part, services.toString());
            Files.move(part, list, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String adapterClass(Path certificate) {
        try {
            return CertificateWriter.parse(Files.readString(certificate)).adapterClass();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + certificate, e);
        }
    }

    private static SourceText read(Path file) throws IOException {
        return new SourceText(file.getFileName().toString(), Files.readString(file));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
