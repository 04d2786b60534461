package dev.espalier.bridge.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles Java source in memory, against the class path of the running program. No file is written. Annotation
 * processors do not run.
 */
public final class JavaCompilation {
    /** Options under which generated code must compile: every warning is an error. */
    public static final List<String> WARNINGS_ARE_ERRORS = List.of("-Xlint:all,-classfile", "-Werror");

    /** Options that give the same bytes as the build of {@code verified-cores}. */
    public static final List<String> AS_BUILT = List.of("-g", "-parameters", "-nowarn");

    private static final List<String> ALWAYS = List.of("--release", "25", "-proc:none");

    private JavaCompilation() {}

    /** How a compilation ended. */
    public sealed interface Result {}

    /**
     * Everything compiled.
     *
     * @param classes the class files by the binary names of their classes, sorted
     */
    public record Compiled(SortedMap<String, byte[]> classes) implements Result {
        public Compiled {
            classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        }
    }

    /**
     * The source is not Java, or there is a warning where warnings are errors.
     *
     * @param diagnostics what the compiler says, in English, an element each, with path and line
     */
    public record Refused(List<String> diagnostics) implements Result {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** This Java runtime has no compiler: it is not a JDK. */
    public record NoCompiler() implements Result {}

    /**
     * Compiles {@code sources}.
     *
     * @param sources text by path below the source root, as in {@link dev.espalier.bridge.BridgeResult#files}
     * @param options of {@code javac}, besides the release and the class path
     */
    public static Result of(Map<String, String> sources, List<String> options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return new NoCompiler();
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null);
                MemoryFiles memory = new MemoryFiles(files)) {
            List<JavaFileObject> units = new ArrayList<>();
            new TreeMap<>(sources).forEach((path, text) -> units.add(MemoryFiles.source(path, text)));
            List<String> all = new ArrayList<>(ALWAYS);
            all.addAll(List.of("-classpath", System.getProperty("java.class.path")));
            all.addAll(options);
            boolean compiled = compiler.getTask(null, memory, diagnostics, all, null, units)
                    .call();
            return compiled ? new Compiled(memory.classes()) : new Refused(shown(diagnostics));
        } catch (IOException e) {
            throw new UncheckedIOException("closing the compiler's files failed", e);
        }
    }

    private static List<String> shown(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream().map(Object::toString).toList();
    }
}
