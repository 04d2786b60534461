package dev.espalier.store.cores;

import dev.espalier.core.StoreCore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one core archive, apart from everything else: they see themselves, {@code core-api} and Java's own
 * library, and of the node nothing. When the core is let go of, they are collected with it.
 */
final class IsolatedLoader extends ClassLoader {
    private static final String CORE_API = StoreCore.class.getPackageName() + ".";

    static {
        registerAsParallelCapable();
    }

    private final SortedMap<String, byte[]> entries;

    IsolatedLoader(CoreArchive archive) {
        super("core " + archive.name(), new CoreApiOnly());
        this.entries = archive.entries();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = entries.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** Only the archive's own: a certificate of the class path is none of this core. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = entries.get(name);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    /** What is not the archive's. */
    private static final class CoreApiOnly extends ClassLoader {
        private final ClassLoader node = StoreCore.class.getClassLoader();

        private CoreApiOnly() {
            super("core-api", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(CORE_API)) {
                return node.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
