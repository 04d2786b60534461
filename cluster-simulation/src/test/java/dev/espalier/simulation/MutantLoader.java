package dev.espalier.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The store and the simulation once more, beside themselves, with some classes compiled from changed sources. */
final class MutantLoader extends ClassLoader {
    private final Path changed;

    private MutantLoader(Path changed, ClassLoader parent) {
        super(parent);
        this.changed = changed;
    }

    /**
     * Plants a bug.
     *
     * @param work an empty directory
     * @return runs a seed; gives the violation, or {@code null}
     */
    @SuppressWarnings("unchecked") // it is what the class says
    static LongFunction<String> plant(PlantedBug bug, String core, Path work) throws Exception {
        Path sources = Files.createDirectories(work.resolve("sources"));
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-implicit:none", "-parameters", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path")));
        for (Path file : changedSources(bug, sources)) {
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException(bug + " does not compile; bring its edits up to date");
        }
        MutantLoader loader = new MutantLoader(classes, MutantLoader.class.getClassLoader());
        return (LongFunction<String>) loader.loadClass("dev.espalier.simulation.SeedRun")
                .getDeclaredConstructor(String.class)
                .newInstance(core);
    }

    private static List<Path> changedSources(PlantedBug bug, Path sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (PlantedBug.Edit edit : bug.edits) {
            Path target = sources.resolve(String.valueOf(Path.of(edit.file()).getFileName()));
            String text = Files.readString(Files.exists(target) ? target : project().resolve(edit.file()));
            int at = text.indexOf(edit.from());
            if (at < 0 || text.indexOf(edit.from(), at + 1) >= 0) {
                throw new IllegalStateException(bug + ": " + edit.file() + " has not exactly one \"" + edit.from()
                        + "\"; bring the edit up to date");
            }
            Files.writeString(target, text.replace(edit.from(), edit.to()));
            if (!files.contains(target)) {
                files.add(target);
            }
        }
        return files;
    }

    /** The folder that has the modules: the working directory of a module's tests, or one above it. */
    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve("kvstore-runtime")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the sources are nowhere above " + here));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!name.startsWith("dev.espalier.store.") && !name.startsWith("dev.espalier.simulation.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        Path own = changed.resolve(file);
        try (InputStream in = Files.exists(own) ? Files.newInputStream(own) : getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return getParent().getResources(name);
    }
}
