package dev.espalier.bridge.bench;

import dev.espalier.bridge.differential.NativeOcaml;
import dev.espalier.bridge.differential.ReferenceCore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints nanoseconds per operation of the reference core in Java and in native OCaml, and their ratio: medians of
 * rounds that alternate between the two, since only ratios within one run mean anything on a shared machine.
 *
 * <p>Run it in the module's folder, after {@code mvn test-compile dependency:build-classpath
 * -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath}, with {@code java
 * --sun-misc-unsafe-memory-access=allow -cp target/test-classes:target/classes:$(cat target/test.classpath)}.
 * Arguments: rounds (default 3), milliseconds a measurement (default 500).
 */
public final class CompareWithOcaml {
    private CompareWithOcaml() {}

    /** Runs the comparison. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int milliseconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path folder = Files.createTempDirectory("espalier-bench");
        NativeOcaml ocaml = ReferenceCore.compileNatively(folder, "bench.ml");
        System.out.printf("%-10s%12s%15s%15s%12s%n", "operation", "depth", "OCaml ns/op", "Java ns/op", "Java/OCaml");
        for (String operation : new String[] {"get", "put"}) {
            for (int depth : new int[] {0, 1_000, 10_000, 1_000_000}) {
                List<Double> natives = new ArrayList<>();
                List<Double> javas = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    String measured = ocaml.run("", operation, String.valueOf(depth), String.valueOf(milliseconds))
                            .getFirst();
                    natives.add(Double.parseDouble(measured));
                    javas.add(java(operation, depth, milliseconds));
                }
                double before = median(natives);
                double after = median(javas);
                System.out.printf(
                        Locale.ROOT, "%-10s%12d%15.1f%15.1f%12.2f%n", operation, depth, before, after, after / before);
            }
        }
    }

    private static double java(String operation, int depth, int milliseconds) throws Exception {
        Options options = new OptionsBuilder()
                .include(CoreBenchmark.class.getName() + "\\." + operation + "$")
                .param("depth", String.valueOf(depth))
                .forks(1)
                .jvmArgs("--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC")
                .warmupIterations(8)
                .warmupTime(TimeValue.milliseconds(milliseconds))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(milliseconds))
                .verbosity(VerboseMode.SILENT)
                .build();
        RunResult result = new Runner(options).runSingle();
        return result.getPrimaryResult().getScore();
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
