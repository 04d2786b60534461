package dev.espalier.store.cores;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Certificate;
import dev.espalier.core.Sha256;
import dev.espalier.core.StoreCore;
import dev.espalier.core.bytecode.ArchiveClasses;
import dev.espalier.core.bytecode.BytecodeCheck;
import dev.espalier.core.bytecode.BytecodeReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Loads a core archive: inspects its bytecode before any class of it exists, loads it in isolation, and checks it against
 * its certificate. A core without a matching certificate is loaded and says so; one whose classes do more than compute is
 * not loaded at all.
 */
public final class CoreLoading {
    private CoreLoading() {}

    /**
     * Loads {@code archive}; takes a fraction of a second.
     *
     * @throws CoreRefusedException if its classes do more than compute, or are no core
     */
    public static LoadedCore load(CoreArchive archive) throws CoreRefusedException {
        BytecodeReport report = BytecodeCheck.check(archive.classes());
        if (!report.passed()) {
            throw new CoreRefusedException("core " + archive.name() + " is not loaded, since its classes do more than"
                    + " compute: " + report.findings().getFirst() + " ("
                    + report.findings().size()
                    + " findings); make it with `espalier core pack`");
        }
        IsolatedLoader loader = new IsolatedLoader(archive);
        StoreCore core = instance(loader, archive);
        if (!core.name().equals(archive.name())) {
            throw new CoreRefusedException("the archive of core " + archive.name() + " holds core " + core.name()
                    + "; make it anew with `espalier core pack " + archive.name() + "`");
        }
        CoreIdentity identity = new CertificateCheck(loader).identify(core);
        return new LoadedCore(core, identity.isVerified() ? identity : byContent(identity, archive));
    }

    private static StoreCore instance(IsolatedLoader loader, CoreArchive archive) throws CoreRefusedException {
        String adapter = archive.adapter();
        try {
            return loader.loadClass(adapter)
                    .asSubclass(StoreCore.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new CoreRefusedException("class " + adapter + " of core " + archive.name()
                    + " cannot be used as a core (" + e + "); make the archive anew with `espalier core pack "
                    + archive.name() + "`");
        }
    }

    /** What no certificate vouches for is known by all that it is made of. */
    private static CoreIdentity byContent(CoreIdentity identity, CoreArchive archive) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        new TreeMap<>(archive.classes()).forEach((name, bytes) -> {
            all.writeBytes(name.getBytes(UTF_8));
            all.writeBytes(bytes);
        });
        return new CoreIdentity(
                identity.name(),
                identity.specification(),
                identity.theorems(),
                identity.adapterClass(),
                Sha256.hex(all.toByteArray()),
                identity.distrust());
    }

    /**
     * Makes an archive of a core of the class path, so that it can be loaded as any other and kept.
     *
     * @throws CoreRefusedException if a part of it cannot be read
     */
    public static CoreArchive archive(StoreCore core) throws CoreRefusedException {
        Class<?> type = core.getClass();
        ClassLoader loader = type.getClassLoader();
        try {
            Map<String, byte[]> resources = new TreeMap<>();
            byte[] certificate = resource(loader, CertificateCheck.folder(core.name()) + "certificate.json");
            if (certificate.length > 0) {
                resources.put("certificate.json", certificate);
                Certificate read = CertificateCheck.read(certificate);
                for (String path : read.generated().keySet()) {
                    add(resources, loader, core.name(), "generated/" + path);
                }
                for (String path : read.extracted().keySet()) {
                    add(resources, loader, core.name(), "extracted/" + path);
                }
            }
            return CoreArchive.of(
                    core.name(), type.getName(), ArchiveClasses.running(loader, type.getName()), resources);
        } catch (IOException | RuntimeException e) {
            throw new CoreRefusedException("core " + core.name() + " of the class path cannot be read (" + e
                    + "); make it anew with `espalier core build " + core.name() + "`");
        }
    }

    private static void add(Map<String, byte[]> resources, ClassLoader loader, String core, String path)
            throws IOException {
        byte[] content = resource(loader, CertificateCheck.folder(core) + path);
        if (content.length > 0) {
            resources.put(path, content);
        }
    }

    /** The resource's bytes; none when it is not there. */
    private static byte[] resource(ClassLoader loader, String path) throws IOException {
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }
}
