package dev.espalier.core.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** Reads the class files to check: by the binary names of their classes, sorted. */
public final class ArchiveClasses {
    private static final String ENDING = ".class";

    private ArchiveClasses() {}

    /**
     * All classes of a jar.
     *
     * @throws IOException if it cannot be read
     */
    public static SortedMap<String, byte[]> ofJar(Path jar) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(ENDING)) {
                    String path = entry.getName().substring(0, entry.getName().length() - ENDING.length());
                    try (InputStream in = file.getInputStream(entry)) {
                        classes.put(path.replace('/', '.'), in.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }

    /**
     * The classes that can run when {@code start} does: it, and the classes of its package that it names, and those that
     * they name, and so on. No class is loaded.
     *
     * @param start binary name of a class that {@code loader} finds
     * @throws IOException if a class file cannot be read
     */
    public static SortedMap<String, byte[]> running(ClassLoader loader, String start) throws IOException {
        String packageName = start.substring(0, start.lastIndexOf('.') + 1);
        SortedMap<String, byte[]> classes = new TreeMap<>();
        Deque<String> pending = new ArrayDeque<>();
        pending.add(start);
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (!name.startsWith(packageName) || classes.containsKey(name)) {
                continue;
            }
            byte[] bytes = read(loader, name);
            if (bytes == null) {
                if (name.equals(start)) {
                    throw new IOException(name + " is not on the class path; run ./espalier build");
                }
                continue; // the check will say that it is named and not there
            }
            classes.put(name, bytes);
            named(bytes).forEach(pending::add);
        }
        return classes;
    }

    private static List<String> named(byte[] bytes) {
        List<String> names = new ArrayList<>();
        try {
            for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
                if (entry instanceof ClassEntry named) {
                    ClassDesc type = named.asSymbol();
                    while (type.isArray()) {
                        type = type.componentType();
                    }
                    if (!type.isPrimitive()) {
                        names.add(Archive.name(type));
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            return List.of(); // the check will say that it is not a class file
        }
        return names;
    }

    private static byte @Nullable [] read(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ENDING)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
