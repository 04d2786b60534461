package dev.espalier.cli.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Whether the classes on the class path are what a core's sources compile to: closes the gap between the source that a
 * certificate names and the code that runs. The compiler's options are those of the build of {@code verified-cores}.
 */
final class CompiledClasses {
    private static final List<String> OPTIONS =
            List.of("-g", "-parameters", "--release", "25", "-proc:none", "-nowarn");

    private CompiledClasses() {}

    static CheckLine check(Map<String, String> sources) throws IOException {
        String what = "running classes";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return CheckLine.skipped(what, "this Java has no compiler");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null);
                Memory memory = new Memory(files)) {
            List<Source> units = new ArrayList<>();
            sources.forEach((path, text) -> units.add(new Source(path, text)));
            List<String> options = new ArrayList<>(OPTIONS);
            options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
            if (!compiler.getTask(null, memory, diagnostics, options, null, units)
                    .call()) {
                return CheckLine.failed(what, "the generated source does not compile: " + diagnostics.getDiagnostics());
            }
            return compare(what, memory.classes);
        }
    }

    private static CheckLine compare(String what, Map<String, ByteArrayOutputStream> compiled) throws IOException {
        for (Map.Entry<String, ByteArrayOutputStream> entry : compiled.entrySet()) {
            String resource = entry.getKey().replace('.', '/') + ".class";
            try (InputStream in = CompiledClasses.class.getClassLoader().getResourceAsStream(resource)) {
                if (in == null) {
                    return CheckLine.failed(what, entry.getKey() + " is not on the class path; run ./espalier build");
                }
                if (!Arrays.equals(in.readAllBytes(), entry.getValue().toByteArray())) {
                    return CheckLine.failed(
                            what,
                            entry.getKey() + " differs from what Java " + Runtime.version()
                                    + " makes of the source; run ./espalier build with this Java");
                }
            }
        }
        return CheckLine.passed(what, compiled.size() + " classes are what their source compiles to");
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

    /** Keeps the compiled classes in memory. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
