package dev.espalier.bridge.validate;

import dev.espalier.core.lang.Func;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Generated Java, compiled in memory with every warning an error, and loaded apart from all other classes, to be stopped at will. */
final class JavaProgram extends ClassLoader {
    private final Map<String, byte[]> classes;

    private JavaProgram(Map<String, byte[]> classes) {
        super(Func.class.getClassLoader());
        this.classes = classes;
    }

    /**
     * Compiles {@code files}: text by path.
     *
     * @throws ValidationException if they do not compile without warnings
     */
    static JavaProgram compile(Map<String, String> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ValidationException("this Java has no compiler; run espalier with a JDK");
        }
        List<JavaFileObject> sources = new ArrayList<>();
        files.forEach((path, text) -> sources.add(new Source(path, text)));
        sources.add(new Source(StoppableClasses.STOP.replace('.', '/') + ".java", StoppableClasses.SOURCE));
        StringWriter messages = new StringWriter();
        Map<String, ByteArrayOutputStream> compiled = new HashMap<>();
        List<String> options = List.of("-Xlint:all,-classfile", "-Werror", "-proc:none", "--release", "25");
        try (JavaFileManager manager =
                new ClassCollector(compiler.getStandardFileManager(null, null, null), compiled)) {
            if (!compiler.getTask(messages, manager, null, options, null, sources)
                    .call()) {
                throw new ValidationException(
                        "the generated Java does not compile without warnings, which is a fault of the bridge:\n"
                                + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> classes = new HashMap<>();
        compiled.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new JavaProgram(StoppableClasses.of(classes));
    }

    /** Asks all calls to end, with an error of their own, or no longer. */
    void stop(boolean requested) {
        try {
            loadClass(StoppableClasses.STOP).getField("requested").setBoolean(null, requested);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the validator's own class is not what it should be", e);
        }
    }

    /** Loads the compiled class, not one of the same name elsewhere. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = classes.get(name);
            return bytes == null ? super.loadClass(name, resolve) : defineClass(name, bytes, 0, bytes.length);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class ClassCollector extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        ClassCollector(JavaFileManager manager, Map<String, ByteArrayOutputStream> classes) {
            super(manager);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("bytes:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
