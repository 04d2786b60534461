package dev.espalier.bridge.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.differential.NativeOcaml;
import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.bridge.validate.ValidationReport;
import dev.espalier.bridge.validate.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every development of the corpus is extracted, translated, compiled without warnings, and agrees with native OCaml. The
 * property {@code coverage.inputs} says on how many inputs for each definition, {@code coverage.table} where the table is
 * written; both are set by {@code ./espalier bridge-coverage}. Without them few inputs are tried, of some developments.
 */
class BridgeCoverageTest {
    private static final int INPUTS = Integer.getInteger("coverage.inputs", 15);
    private static final String TABLE = System.getProperty("coverage.table", "");

    /** Without a table every so many developments are taken: each takes seconds, of the prover and two compilers. */
    private static final int STRIDE = 16;

    private record Outcome(Development development, ValidationReport report) {}

    @Test
    void theCorpusAgreesWithNativeOcaml(@TempDir Path folder) throws Exception {
        NativeOcaml.assumePresent();
        assumeTrue(isRocqPresent(), "coqc is not installed: nothing to extract with");
        List<Development> chosen = new ArrayList<>();
        List<Development> all = Development.all();
        for (int i = 0; i < all.size(); i += TABLE.isEmpty() ? STRIDE : 1) {
            chosen.add(all.get(i));
        }
        CoverageTable table = new CoverageTable();
        List<String> wrong = new ArrayList<>();
        for (Future<Outcome> future : run(chosen, folder)) {
            try {
                Outcome outcome = future.get();
                table.add(outcome.development, outcome.report);
                outcome.report.differences().forEach(one -> wrong.add(outcome.development.name() + ": " + one));
            } catch (ExecutionException failure) {
                wrong.add(String.valueOf(failure.getCause()));
            }
        }
        if (!TABLE.isEmpty()) {
            Files.writeString(Path.of(TABLE), table.text());
        }
        assertThat(wrong).isEmpty();
        assertThat(table.agreed()).isGreaterThan(TABLE.isEmpty() ? 1_000 : 100_000);
    }

    private static List<Future<Outcome>> run(List<Development> developments, Path folder) throws InterruptedException {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (Development development : developments) {
            tasks.add(() -> validated(development, Files.createDirectory(folder.resolve(development.name()))));
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return threads.invokeAll(tasks);
        }
    }

    private static Outcome validated(Development development, Path folder) {
        try {
            BridgeRequest request = BridgeRequest.library(
                    "coverage." + development.name().replace("_", ""), development.extracted(folder), null);
            ValidationOptions options =
                    new ValidationOptions(INPUTS, 1, Duration.ofMillis(100), Duration.ofMinutes(10));
            return new Outcome(development, Validator.validate(request, options));
        } catch (IOException | InterruptedException | RuntimeException failure) {
            throw new IllegalStateException(development.name() + ": " + failure, failure);
        }
    }

    private static boolean isRocqPresent() {
        try {
            return new ProcessBuilder("coqc", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
