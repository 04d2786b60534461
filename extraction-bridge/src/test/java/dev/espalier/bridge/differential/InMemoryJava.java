package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
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

/** Compiles generated Java in memory, with every warning an error, and loads it. */
public final class InMemoryJava extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> classes;

    private InMemoryJava(Map<String, ByteArrayOutputStream> classes) {
        super(InMemoryJava.class.getClassLoader());
        this.classes = classes;
    }

    /** Compiles {@code files}: text by path. */
    public static InMemoryJava compile(Map<String, String> files) {
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> sources = new ArrayList<>();
        files.forEach((path, text) -> sources.add(new Source(path, text)));
        StringWriter messages = new StringWriter();
        JavaFileManager manager = new ClassCollector(compiler.getStandardFileManager(null, null, null), classes);
        List<String> options = List.of("-Xlint:all,-classfile", "-Werror", "-proc:none", "--release", "25");
        boolean compiled = compiler.getTask(messages, manager, null, options, null, sources)
                .call();
        assertThat(compiled).as("%s%n%s", messages, files).isTrue();
        return new InMemoryJava(classes);
    }

    /** Loads the compiled class, not one of the same name elsewhere. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            ByteArrayOutputStream bytes = classes.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
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
