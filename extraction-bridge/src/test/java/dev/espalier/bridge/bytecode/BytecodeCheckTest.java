package dev.espalier.bridge.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.compile.JavaCompilation;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.StoreCore;
import dev.espalier.core.bytecode.ArchiveClasses;
import dev.espalier.core.bytecode.BytecodeCheck;
import dev.espalier.core.bytecode.BytecodeReport;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytecodeCheckTest {
    /** Line of the member in {@link #source}. */
    private static final int LINE = 4;

    /** Fewer than the repository holds would leave some unchecked. */
    private static final int CORES_MIN = 10;

    static List<String> cores() {
        return ServiceLoader.load(StoreCore.class).stream()
                .map(provider -> provider.type().getName())
                .toList();
    }

    @Test
    void theCoresAreFound() {
        assertThat(cores()).hasSizeGreaterThanOrEqualTo(CORES_MIN).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cores")
    void everyCommittedCorePasses(String adapter) throws IOException {
        SortedMap<String, byte[]> classes = ArchiveClasses.running(getClass().getClassLoader(), adapter);
        assertThat(classes).hasSizeGreaterThan(5);
        BytecodeReport report = BytecodeCheck.check(classes);
        assertThat(report.text()).isEmpty();
        assertThat(report.classes()).isEqualTo(classes.size());
    }

    @Test
    void aJarIsReadAsAWhole(@TempDir Path folder) throws IOException {
        SortedMap<String, byte[]> classes = ArchiveClasses.running(getClass().getClassLoader(), cores().getFirst());
        Path jar = folder.resolve("core.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey().replace('.', '/') + ".class"));
                out.write(entry.getValue());
            }
        }
        assertThat(ArchiveClasses.ofJar(jar)).containsExactlyEntriesOf(classes);
    }

    /** The class {@code core.Bad} with {@code member}, a single line. */
    private static String source(String member) {
        return "package core;\n\nfinal class Bad {\n" + member + "\n}\n";
    }

    private static SortedMap<String, byte[]> compiled(Map<String, String> sources) {
        JavaCompilation.Result result = JavaCompilation.of(sources, JavaCompilation.AS_BUILT);
        assertThat(result).isInstanceOf(JavaCompilation.Compiled.class);
        return ((JavaCompilation.Compiled) result).classes();
    }

    private static BytecodeReport check(String member) {
        return BytecodeCheck.check(compiled(Map.of("core/Bad.java", source(member))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            static long f() { return System.currentTimeMillis(); }            | f | java.lang.System.currentTimeMillis()
            static Object f() throws Exception { return Class.forName("x"); } | f | java.lang.Class.forName(java.lang.String)
            static Object f(Object a) { return a.getClass(); }                | f | java.lang.Object.getClass()
            static boolean f() { return new java.io.File("x").exists(); }     | f | java.io.File.exists()
            static byte[] f(java.nio.file.Path p) throws Exception { return java.nio.file.Files.readAllBytes(p); } \
            | f | java.nio.file.Files.readAllBytes(java.nio.file.Path)
            static void f() { new Thread(() -> {}).start(); }                 | f | java.lang.Thread.start()
            static void f() { System.exit(1); }                               | f | java.lang.System.exit(int)
            static int f() { return new java.util.Random().nextInt(); }       | f | java.util.Random.nextInt()
            static double f() { return Math.random(); }                       | f | java.lang.Math.random()
            static String f() { return System.getenv("x"); }                  | f | java.lang.System.getenv(java.lang.String)
            static Object f() { return java.lang.invoke.MethodHandles.lookup(); } | f | java.lang.invoke.MethodHandles.lookup()
            static void f() { System.out.println(); }                         | f | reads java.lang.System.out
            static Object f(java.util.function.LongSupplier s) { return s; }  | f | java.util.function.LongSupplier
            static final java.util.function.LongSupplier S = System::nanoTime; | <clinit> \
            | links a call site to java.lang.System.nanoTime()
            static dev.espalier.core.lang.Func<String, Long> f() { return dev.espalier.core.lang.Func.class.cast(null); } \
            | f | java.lang.Class.cast(java.lang.Object)
            static java.util.List<String> f(String s) { return s.lines().toList(); } | f | java.lang.String.lines()
            static void f(Object a) { synchronized (a) { a.hashCode(); } }    | f | takes a monitor
            static synchronized void f() {}                                   | f | synchronized method
            static native void f();                                           | f | native method
            protected void finalize() {}                                      | finalize | finalizer
            static Object f() { return new Object() { Object g; }; } static class T extends ClassLoader {} \
            | T | extends java.lang.ClassLoader
            static long counter;                                              | counter | not final
            static final long[] TABLE = {1};                                  | TABLE | long[]
            static final java.util.List<Long> L = new java.util.ArrayList<>(); | L | java.util.List
            static final ThreadLocal<Long> T = new ThreadLocal<>();           | T | java.lang.ThreadLocal
            static final StringBuilder B = new StringBuilder();               | B | java.lang.StringBuilder
            static final Object O = new long[1];                              | O | makes an array
            static final Object O = g(); static Object g() { return new java.util.ArrayList<Long>(); } \
            | O | Bad.g makes a java.util.ArrayList
            static final Cell C = new Cell(); static final class Cell { long value; } | C | core.Bad$Cell is final
            static final Object O = (dev.espalier.core.lang.Func<Long, Long>) (a, tail) -> \
            ((dev.espalier.core.lang.Func<Long, Long>) (b, u) -> tail).apply(a); | lambda$static$0 | keeps a dev.espalier.core.lang.TailCall
            static final R C = new R(new long[1]); record R(long[] values) {} | C | Bad$R is final
            long kept; void f() { kept = 1; }                                 | f | sets the field core.Bad.kept
            static <V> V f(V a, V b) { return dev.espalier.core.state.OwnedEntry.replaced(a, b); } | f | OwnedEntry.replaced
            static void f(E a, E b) { a.takeOver(b); } static final class E extends dev.espalier.core.state.OwnedEntry<E> \
            { private long v; @Override protected void takeOver(E next) { v = next.v; } } | f | core.Bad$E.takeOver
            static final class E extends dev.espalier.core.state.OwnedEntry<E> { private long v; void set() { v = 1; } \
            @Override protected void takeOver(E next) { v = next.v; } } | E | sets the field core.Bad$E.v
            """)
    void whatIsNotMereComputationIsRefusedWithItsPlace(String member, String place, String found) {
        BytecodeReport report = check(member);
        assertThat(report.passed()).isFalse();
        assertThat(report.text()).contains(found);
        assertThat(report.findings())
                .anyMatch(finding -> finding.className().startsWith("core.Bad")
                        && (finding.member().equals(place)
                                || finding.className().equals("core.Bad$" + place)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enum Colour { RED, GREEN } static int f(Colour c) { return switch (c) { case RED -> 1; case GREEN -> 2; }; }",
                "sealed interface T {} record A(long a) implements T {} record B(T b) implements T {} "
                        + "static long f(T t) { return switch (t) { case A(long a) -> a; case B(T b) -> f(b); }; }",
                "static final dev.espalier.core.lang.Func<Long, Long> F = (a, tail) -> Math.addExact(a, 1);",
                "static final Object O = dev.espalier.core.lang.Erased.PROOF;",
                "static final dev.espalier.core.lang.Option<Long> O = new dev.espalier.core.lang.Option.Some<>(1L);",
                "static final dev.espalier.core.lang.ConsList<java.math.BigInteger> L = null;",
                "static int f(int[] a) { int[] b = a.clone(); b[0] = 1; return b.length; }",
                "static String f(Object a, long b) { return \"a\" + a + b; }",
                "static final class E extends dev.espalier.core.state.OwnedEntry<E> { private long v; E(long v) { this.v = v; } "
                        + "long v() { return v; } @Override protected void takeOver(E next) { this.v = next.v; } }",
            })
    void whatGeneratedCodeMayUsePasses(String member) {
        assertThat(check(member).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "programs/variants.ml",
                "programs/modules.ml",
                "programs/closures.ml",
                "programs/laziness.ml",
                "extracted/functors.ml",
                "extracted/erasure.ml",
                "extracted/streams.ml",
                "extracted/maps.ml"
            })
    void whatTheBridgeMakesPasses(String file) throws IOException {
        SourceText signature = file.startsWith("extracted") ? resource(file + "i") : null;
        BridgeResult result = Bridge.translate(BridgeRequest.library("core", resource(file), signature));
        assertThat(BytecodeCheck.check(compiled(result.files())).text()).isEmpty();
    }

    private static SourceText resource(String file) throws IOException {
        try (var in = BytecodeCheckTest.class.getClassLoader().getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new SourceText(file.substring(file.indexOf('/') + 1), text);
        }
    }

    /** What no Java source says: the class file is made by hand. */
    @Test
    void aStaticFieldIsSetInItsInitialiserAlone() {
        ClassDesc self = ClassDesc.of("core.Bad");
        byte[] bytes = ClassFile.of()
                .build(
                        self,
                        builder -> builder.withVersion(ClassFile.JAVA_25_VERSION, 0)
                                .withField("F", ConstantDescs.CD_long, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        "f",
                                        ConstantDescs.MTD_void,
                                        ClassFile.ACC_STATIC,
                                        code -> code.lconst_1()
                                                .putstatic(self, "F", ConstantDescs.CD_long)
                                                .return_()));
        assertThat(BytecodeCheck.check(Map.of("core.Bad", bytes)).text())
                .isEqualTo("core.Bad.f: sets the static field core.Bad.F; only the initialiser of its class may");
    }

    @Test
    void aComputedConstantIsRefused() {
        DynamicConstantDesc<?> constant = DynamicConstantDesc.ofNamed(
                ConstantDescs.BSM_INVOKE,
                "x",
                ConstantDescs.CD_String,
                MethodHandleDesc.ofMethod(
                        DirectMethodHandleDesc.Kind.STATIC,
                        ClassDesc.of("java.lang.System"),
                        "lineSeparator",
                        MethodTypeDesc.of(ConstantDescs.CD_String)));
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of("core.Bad"),
                        builder -> builder.withVersion(ClassFile.JAVA_25_VERSION, 0)
                                .withMethodBody(
                                        "f",
                                        MethodTypeDesc.of(ConstantDescs.CD_String),
                                        ClassFile.ACC_STATIC,
                                        code -> code.loadConstant(constant).areturn()));
        assertThat(BytecodeCheck.check(Map.of("core.Bad", bytes)).text())
                .contains("core.Bad.f: loads a computed constant");
    }

    @Test
    void anotherVersionAndAnotherNameAndAnotherKindOfFileAreRefused() {
        byte[] old = ClassFile.of()
                .build(ClassDesc.of("core.Bad"), builder -> builder.withVersion(ClassFile.JAVA_21_VERSION, 0));
        assertThat(BytecodeCheck.check(Map.of("core.Bad", old)).text()).contains("core.Bad: has version 65.0");
        assertThat(BytecodeCheck.check(Map.of("core.Good", old)).text())
                .contains("core.Good: is a file of class core.Bad");
        assertThat(BytecodeCheck.check(Map.of("core.Bad", new byte[] {1, 2, 3})).text())
                .contains("core.Bad: is not a class file");
    }

    @Test
    void aClassOutsideOfTheArchiveIsRefused() {
        SortedMap<String, byte[]> classes = compiled(Map.of(
                "core/Bad.java",
                source("static Object f() { return new other.Other(); }"),
                "other/Other.java",
                "package other; public final class Other {}"));
        assertThat(BytecodeCheck.check(classes).text()).isEmpty();
        classes = new TreeMap<>(classes);
        classes.remove("other.Other");
        assertThat(BytecodeCheck.check(classes).text())
                .contains(
                        "core.Bad.f, line 4: calls other.Other.<init>(); it is neither in the archive nor in core-api");
    }

    @Test
    void theLineIsNamed() {
        BytecodeReport report = check("static void f() { System.exit(1); }");
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().getFirst())
                .hasToString(
                        "core.Bad.f, line " + LINE + ": calls java.lang.System.exit(int); it is not among the parts"
                                + " of Java's library that only compute");
    }
}
