package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.certificate.CertificateWriter;
import dev.espalier.bridge.certificate.CoreEmitter;
import dev.espalier.bridge.certificate.TranslationAudit;
import dev.espalier.core.Answered;
import dev.espalier.core.Bytes;
import dev.espalier.core.Certificate;
import dev.espalier.core.Core;
import dev.espalier.core.NodeId;
import dev.espalier.core.Requested;
import dev.espalier.core.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core folder in the repository is what the bridge writes today, and what it writes runs. */
class CommittedCoreTest {
    private static final int MILLION = 1_000_000;

    @Test
    void translatingAgainGivesTheSameBytes(@TempDir Path folder) throws IOException {
        Path committed = ReferenceCore.FOLDER;
        Certificate certificate = CertificateWriter.parse(Files.readString(committed.resolve("certificate.json")));
        CoreEmitter.translateTo(
                folder,
                "vector-clock",
                committed.resolve("extracted/VectorClock.ml"),
                committed.resolve("extracted/VectorClock.mli"),
                CertificateWriter.evidence(certificate));
        for (String part : new String[] {"generated", "extracted", "certificate.json"}) {
            assertThat(texts(folder.resolve(part)))
                    .as(part + ": run CoreEmitter.retranslate after a change of the bridge")
                    .isEqualTo(texts(committed.resolve(part)));
        }
    }

    @Test
    void retranslatingAnUnchangedFolderChangesNothing(@TempDir Path parent) throws Exception {
        NativeOcaml.assumePresent();
        Path folder = parent.resolve("vector-clock");
        copy(ReferenceCore.FOLDER.resolve("extracted"), folder.resolve("extracted"));
        Files.copy(ReferenceCore.FOLDER.resolve("certificate.json"), folder.resolve("certificate.json"));
        assertThat(CoreEmitter.retranslate(folder))
                .isInstanceOfSatisfying(
                        CoreEmitter.Emitted.class,
                        emitted -> assertThat(emitted.certificate().audit())
                                .hasEntrySatisfying(
                                        TranslationAudit.NAME,
                                        text -> assertThat(text)
                                                .matches("agrees with native OCaml on \\d{4,} inputs, seed 1")));
        assertThat(texts(folder.resolve("generated"))).isEqualTo(texts(ReferenceCore.FOLDER.resolve("generated")));
        assertThat(Files.readString(parent.resolve("META-INF/services/dev.espalier.core.StoreCore")))
                .isEqualTo("dev.espalier.cores.vectorclock.VectorClockCore\n");
    }

    @Test
    void aMillionPutsThenAGetOfTheFirstKeyNeedNoStack() {
        assertThat(firstOfAMillion(only())).isEqualTo(Value.of(Bytes.utf8("first")));
    }

    private static <C, R, G, A, P> Value firstOfAMillion(Core<C, R, G, A, P> core) {
        NodeId node = new NodeId(3);
        C client = core.clientInit(node);
        R replica = core.replicaInit(node, Value.ABSENT);
        Bytes first = Bytes.utf8("first");
        Bytes often = Bytes.utf8("often");
        for (int i = 0; i < MILLION; i++) {
            // A put looks its key up as well; one that was written last is found at once.
            Bytes key = i == 0 ? first : often;
            Value value = i == 0 ? Value.of(first) : Value.ABSENT;
            Requested<P, C> requested = core.putRequest(key, value, i, node, client);
            client = requested.client();
            assertThat(core.putGuard(key, value, requested.request(), node, node, replica))
                    .isTrue();
            replica = core.put(key, value, requested.request(), node, node, replica);
        }
        Requested<G, C> asked = core.getRequest(first, node, client);
        assertThat(core.getGuard(first, asked.request(), node, node, replica)).isTrue();
        Answered<A, R> answered = core.get(first, asked.request(), node, node, replica);
        return answered.value();
    }

    private static Core<?, ?, ?, ?, ?> only() {
        return ReferenceCore.committed();
    }

    private static SortedMap<String, String> texts(Path root) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        assertThat(texts).isNotEmpty();
        return texts;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
