package dev.espalier.bridge.bench;

import dev.espalier.bridge.differential.NativeOcaml;
import dev.espalier.bridge.differential.ProgramsTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints nanoseconds per operation of the per-key core: translated and updated in place, translated over persistent maps,
 * written by hand in Java, and natively compiled from the same OCaml over a mutable and over a persistent map. Medians of
 * rounds that alternate between them, and ratios of the first to the others. The garbage collector is the one that nodes
 * run with.
 *
 * <p>Arguments: rounds (default 3), milliseconds a measurement (default 500). See {@link CompareWithOcaml} for how to run
 * it.
 */
public final class ComparePerKey {
    private static final List<String> CORES = List.of("in-place", "persistent", "hand-written");

    private ComparePerKey() {}

    /** Runs the comparison. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int milliseconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path folder = Files.createTempDirectory("espalier-bench");
        for (String name : List.of("PerKey.mli", "PerKey.ml", "bench.ml")) {
            Files.writeString(folder.resolve(name), ProgramsTest.resource("core/perkey/" + name));
        }
        NativeOcaml ocaml = NativeOcaml.compile(folder, List.of("PerKey.mli", "PerKey.ml", "bench.ml"));
        System.out.printf("%-10s%10s  %-20s%12s%12s%n", "operation", "keys", "core", "ns/op", "in-place is");
        for (String operation : List.of("get", "put")) {
            for (String keys : List.of("1000", "100000")) {
                Map<String, List<Double>> times = new LinkedHashMap<>();
                for (int round = 0; round < rounds; round++) {
                    for (String core : CORES) {
                        add(times, "Java, " + core, java(operation, core, keys, milliseconds));
                    }
                    for (String map : List.of("mutable", "persistent")) {
                        String measured = ocaml.run("", operation, map, keys, String.valueOf(milliseconds))
                                .getFirst();
                        add(times, "OCaml, " + map, Double.parseDouble(measured));
                    }
                }
                print(operation, keys, times);
            }
        }
    }

    private static void print(String operation, String keys, Map<String, List<Double>> times) {
        double first = median(times.values().iterator().next());
        times.forEach((core, all) -> System.out.printf(
                Locale.ROOT,
                "%-10s%10s  %-20s%12.1f%11.2fx%n",
                operation,
                keys,
                core,
                median(all),
                first / median(all)));
    }

    private static void add(Map<String, List<Double>> times, String name, double time) {
        times.computeIfAbsent(name, key -> new ArrayList<>()).add(time);
    }

    private static double java(String operation, String core, String keys, int milliseconds) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(PerKeyBenchmark.class.getName() + "\\." + operation + "$")
                        .param("core", core)
                        .param("keys", keys)
                        .forks(1)
                        .jvmArgs("--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC")
                        .warmupIterations(8)
                        .warmupTime(TimeValue.milliseconds(milliseconds))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(milliseconds))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        return result.getPrimaryResult().getScore();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
