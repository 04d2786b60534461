package dev.espalier.store.cores;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.StoreCore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A core on its own: a jar as {@link Cores} finds it on a class path, and nothing else in it. It holds
 *
 * <ul>
 *   <li>in the manifest, {@value #NAME} and {@value #FORMAT};
 *   <li>{@code META-INF/services/dev.espalier.core.StoreCore}, which names the class that implements the core;
 *   <li>the class files;
 *   <li>below {@code espalier/cores/NAME/}, the certificate, and the extracted and generated sources that it lists.
 * </ul>
 *
 * <p>Reading is total: a file that is no such archive gives a {@link CoreRefusedException}, and at most
 * {@value #BYTES_MAX} bytes are held of one.
 */
public final class CoreArchive {
    /** The attribute of the manifest that has the core's name. */
    static final String NAME = "Espalier-Core";

    /** The attribute of the manifest that has the version of this format. */
    static final String FORMAT = "Espalier-Core-Format";

    /** How much an archive may hold, uncompressed. */
    static final int BYTES_MAX = 32 << 20;

    private static final String FORMAT_NOW = "1";
    private static final int ENTRIES_MAX = 10_000;
    private static final String CLASS = ".class";
    private static final String SERVICE = "META-INF/services/" + StoreCore.class.getName();

    private final String name;
    private final SortedMap<String, byte[]> entries;

    private CoreArchive(String name, SortedMap<String, byte[]> entries) {
        this.name = name;
        this.entries = Collections.unmodifiableSortedMap(entries);
    }

    /**
     * Puts an archive together.
     *
     * @param name the core's name
     * @param adapter binary name of the class that implements the core
     * @param classes class files by the binary names of their classes
     * @param resources certificate and sources, by their paths below the folder of the core
     */
    public static CoreArchive of(
            String name, String adapter, Map<String, byte[]> classes, Map<String, byte[]> resources) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        entries.put(SERVICE, adapter.getBytes(UTF_8));
        classes.forEach((type, bytes) -> entries.put(type.replace('.', '/') + CLASS, bytes));
        resources.forEach((path, bytes) -> entries.put(CertificateCheck.folder(name) + path, bytes));
        return new CoreArchive(name, entries);
    }

    /**
     * Reads an archive.
     *
     * @throws CoreRefusedException if there is none, or it is not one
     */
    public static CoreArchive read(Path file) throws CoreRefusedException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new CoreRefusedException("the core archive " + file + " cannot be read (" + e
                    + "); give the path of a file on this node, as `espalier core pack` makes it");
        }
    }

    private static CoreArchive read(InputStream in, String place) throws IOException, CoreRefusedException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (JarInputStream jar = new JarInputStream(in, false)) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = attributes.getValue(NAME);
            String format = attributes.getValue(FORMAT);
            if (name == null || !FORMAT_NOW.equals(format)) {
                throw new CoreRefusedException(
                        place + " is no core archive of format " + FORMAT_NOW + " (its manifest has "
                                + NAME + " " + name + " and " + FORMAT + " " + format
                                + "); make one with `espalier core pack NAME`");
            }
            long bytes = 0;
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = jar.readNBytes((int) (BYTES_MAX - bytes + 1));
                bytes += content.length;
                if (bytes > BYTES_MAX || entries.size() >= ENTRIES_MAX) {
                    throw new CoreRefusedException(place + " is larger than a core archive may be (" + BYTES_MAX
                            + " bytes, " + ENTRIES_MAX + " entries); no core is");
                }
                if (entries.put(entry.getName(), content) != null) {
                    throw new CoreRefusedException(place + " has " + entry.getName() + " twice; make it anew");
                }
            }
            if (!entries.containsKey(SERVICE)) {
                throw new CoreRefusedException(place + " does not say which class implements the core (" + SERVICE
                        + "); make it anew with `espalier core pack " + name + "`");
            }
            return new CoreArchive(name, entries);
        } catch (IllegalArgumentException | SecurityException e) {
            throw new CoreRefusedException(place + " is damaged (" + e.getMessage() + "); make it anew");
        }
    }

    /** The archive as a jar. The same core gives the same bytes. */
    public byte[] toJar() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(NAME, name);
        manifest.getMainAttributes().putValue(FORMAT, FORMAT_NOW);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(entry("META-INF/MANIFEST.MF"));
            manifest.write(jar);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(entry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static JarEntry entry(String path) {
        JarEntry entry = new JarEntry(path);
        // Not the time of day, so that the same core gives the same bytes.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }

    /** The core's name. */
    public String name() {
        return name;
    }

    /** Binary name of the class that implements the core. */
    String adapter() throws CoreRefusedException {
        List<String> named = new String(entry(SERVICE, new byte[0]), UTF_8)
                .lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        if (named.size() != 1) {
            throw new CoreRefusedException("the archive of core " + name + " names " + named.size()
                    + " classes that implement it, not one; make it anew with `espalier core pack " + name + "`");
        }
        return named.getFirst();
    }

    private byte[] entry(String path, byte[] otherwise) {
        return entries.getOrDefault(path, otherwise);
    }

    /** All entries, by path. */
    SortedMap<String, byte[]> entries() {
        return entries;
    }

    /** The class files by the binary names of their classes. */
    SortedMap<String, byte[]> classes() {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        entries.forEach((path, bytes) -> {
            if (path.endsWith(CLASS)) {
                classes.put(path.substring(0, path.length() - CLASS.length()).replace('/', '.'), bytes);
            }
        });
        return classes;
    }
}
