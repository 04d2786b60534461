package dev.espalier.bridge.dump;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects how long each pass took and how large the program was that it left. For one run of the pipeline. */
public final class PassTimings implements Pipeline.Observer {
    private final List<Timing> timings = new ArrayList<>();

    /** No pass has run. */
    public PassTimings() {}

    /**
     * One pass.
     *
     * @param number its place among the passes, from 1
     * @param pass its name
     * @param nanoseconds how long it took
     * @param definitions number of definitions after it
     * @param expressions number of expressions after it, parts of others included
     */
    public record Timing(int number, String pass, long nanoseconds, int definitions, long expressions) {}

    @Override
    public void after(int number, Pass pass, long nanoseconds, Program program) {
        List<Global> globals = program.globals();
        timings.add(new Timing(number, pass.name(), nanoseconds, globals.size(), expressions(globals)));
    }

    private static long expressions(List<Global> globals) {
        long[] count = {0};
        globals.forEach(global -> Occurrences.walk(global.body(), part -> count[0]++));
        return count[0];
    }

    /** The passes that have run, in their order. */
    public List<Timing> timings() {
        return List.copyOf(timings);
    }

    /** A table of them with a line for each and one for their sum, with a line break at the end. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT, "%-20s %12s %12s %12s%n", "pass", "milliseconds", "definitions", "expressions"));
        long sum = 0;
        for (Timing timing : timings) {
            sum += timing.nanoseconds;
            table.append(String.format(
                    Locale.ROOT,
                    "%-20s %12.3f %12d %12d%n",
                    timing.number + " " + timing.pass,
                    timing.nanoseconds / 1e6,
                    timing.definitions,
                    timing.expressions));
        }
        return table.append(String.format(Locale.ROOT, "%-20s %12.3f%n", "all", sum / 1e6))
                .toString();
    }
}
