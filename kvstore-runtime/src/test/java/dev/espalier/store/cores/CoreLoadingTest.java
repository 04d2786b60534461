package dev.espalier.store.cores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.StoreCore;
import dev.espalier.core.Value;
import dev.espalier.store.engine.ReplicaEngine;
import dev.espalier.store.engine.WallClock;
import dev.espalier.store.fixture.TestNodes;
import dev.espalier.store.storage.MemoryStorage;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreLoadingTest {
    private static final String FRUGAL = "causal-plus-frugal";

    @TempDir
    Path directory;

    private static CoreArchive archive() throws Exception {
        return CoreLoading.archive(TestNodes.verified(FRUGAL));
    }

    @Test
    void aCoreThatIsLoadedIsVerifiedAndApartFromTheNode() throws Exception {
        LoadedCore loaded = CoreLoading.load(archive());
        assertThat(loaded.identity().isVerified())
                .as(loaded.identity().distrust())
                .isTrue();
        assertThat(loaded.identity().hash())
                .isEqualTo(Cores.load(FRUGAL, false).identity().hash());
        ClassLoader own = loaded.core().getClass().getClassLoader();
        assertThat(loaded.core().getClass())
                .isNotSameAs(TestNodes.verified(FRUGAL).getClass());
        assertThat(own.loadClass(StoreCore.class.getName())).isSameAs(StoreCore.class);
        assertThatThrownBy(() -> own.loadClass(CoreShelf.class.getName())).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> own.loadClass("org.rocksdb.RocksDB")).isInstanceOf(ClassNotFoundException.class);
    }

    /** An engine has run the core, and nothing of it is left when both are let go of. */
    @Test
    void theClassesOfACoreThatIsLetGoOfAreCollected() throws Exception {
        WeakReference<ClassLoader> loader = loadUseAndForget();
        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> loadUseAndForget() throws Exception {
        LoadedCore loaded = CoreLoading.load(archive());
        ReplicaEngine<?> engine =
                ReplicaEngine.of(loaded.core(), new NodeId(1), WallClock.system(), new MemoryStorage());
        engine.put(Bytes.utf8("k"), Value.of(Bytes.utf8("v")));
        engine.settle();
        assertThat(engine.get(Bytes.utf8("k"))).isEqualTo(Value.of(Bytes.utf8("v")));
        return new WeakReference<>(loaded.core().getClass().getClassLoader());
    }

    @Test
    void anArchiveComesBackAsItWasAndTwoOfOneCoreAreTheSameBytes() throws Exception {
        byte[] jar = archive().toJar();
        assertThat(archive().toJar()).isEqualTo(jar);
        CoreArchive back = CoreArchive.read(Files.write(directory.resolve("a.jar"), jar));
        assertThat(back.toJar()).isEqualTo(jar);
        assertThat(back.name()).isEqualTo(FRUGAL);
    }

    @Test
    void whateverIsChangedOfASourceACoreIsNotVerifiedAnyMore() throws Exception {
        CoreArchive good = archive();
        Map<String, byte[]> resources = new TreeMap<>();
        good.entries().forEach((path, bytes) -> {
            if (path.startsWith(CertificateCheck.folder(FRUGAL))) {
                resources.put(path.substring(CertificateCheck.folder(FRUGAL).length()), bytes);
            }
        });
        resources.put("extracted/CausalPlusFrugal.ml", "let x = 1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        CoreIdentity changed = CoreLoading.load(CoreArchive.of(FRUGAL, good.adapter(), good.classes(), resources))
                .identity();
        assertThat(changed.isVerified()).isFalse();
        assertThat(changed.distrust()).contains("CausalPlusFrugal.ml", "hash");
        CoreIdentity bare = CoreLoading.load(CoreArchive.of(FRUGAL, good.adapter(), good.classes(), Map.of()))
                .identity();
        assertThat(bare.distrust()).contains("no certificate");
    }

    /** A class that is no core's business is found before any class is made of it. */
    @Test
    void aCoreThatDoesMoreThanComputeIsNotLoaded() throws Exception {
        CoreArchive good = archive();
        Map<String, byte[]> classes = new TreeMap<>(good.classes());
        classes.put(Snoop.class.getName(), bytes(Snoop.class));
        CoreArchive bad = CoreArchive.of(FRUGAL, good.adapter(), classes, Map.of());
        assertThatThrownBy(() -> CoreLoading.load(bad))
                .isInstanceOf(CoreRefusedException.class)
                .hasMessageContaining("do more than compute")
                .hasMessageContaining("Snoop");
    }

    /** Uses a part of core-api's library that reads files. */
    static final class Snoop {
        private Snoop() {}

        static Object look(ClassLoader loader) throws Exception {
            return dev.espalier.core.bytecode.ArchiveClasses.running(loader, "x");
        }
    }

    private static byte[] bytes(Class<?> type) throws Exception {
        try (var in = type.getClassLoader().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** Bytes that are no archive give one kind of error, at every length and with any byte changed. */
    @Test
    void readingIsTotal() throws Exception {
        byte[] jar = archive().toJar();
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = java.util.Arrays.copyOf(jar, i % 2 == 0 ? random.nextInt(jar.length) : jar.length);
            for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(Math.min(bytes.length, 2000))] = (byte) random.nextInt();
            }
            @Nullable Exception failure = null;
            try {
                CoreArchive.read(Files.write(directory.resolve("b.jar"), bytes));
            } catch (CoreRefusedException e) {
                failure = e;
            }
            assertThat(failure == null || !String.valueOf(failure.getMessage()).isEmpty())
                    .isTrue();
        }
    }
}
