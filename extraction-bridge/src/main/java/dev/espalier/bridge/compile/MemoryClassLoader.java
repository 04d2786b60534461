package dev.espalier.bridge.compile;

import java.util.Map;

/**
 * Loads classes that were compiled in memory, in favour of classes of the same names elsewhere: the committed
 * translation of a core may be on the class path too.
 */
public class MemoryClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    /**
     * For the classes of {@code compiled}.
     *
     * @param parent where all other classes come from
     */
    public MemoryClassLoader(JavaCompilation.Compiled compiled, ClassLoader parent) {
        super(parent);
        this.classes = compiled.classes();
    }

    @Override
    protected final Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = classes.get(name);
            return bytes == null ? super.loadClass(name, resolve) : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
