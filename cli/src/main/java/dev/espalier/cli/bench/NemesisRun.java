package dev.espalier.cli.bench;

import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.load.ConvergenceCheck;
import dev.espalier.bench.load.ConvergenceReport;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.nemesis.FaultBand;
import dev.espalier.bench.nemesis.Nemesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A load during which faults happen.
 *
 * @param report what was measured
 * @param faults what was done to the nodes
 * @param convergence whether all nodes came to hold the same once it was over
 */
record NemesisRun(LoadReport report, List<FaultBand> faults, ConvergenceReport convergence) {
    private static final Duration CONVERGENCE_PATIENCE = Duration.ofSeconds(60);

    /** Runs the load, the faults beginning when measuring does; afterwards all faults are over. */
    static NemesisRun run(
            LoadConfig config, Nemesis nemesis, ProgressListener progress, @Nullable HistoryRecorder recorder)
            throws IOException, InterruptedException {
        LoadReport report;
        List<FaultBand> faults;
        // Nodes outlive us, and one that we paused would stay so.
        Thread heal = new Thread(() -> heal(nemesis), "end all faults");
        Runtime.getRuntime().addShutdownHook(heal);
        try {
            report = LoadRun.run(config, starting(nemesis, progress), recorder);
        } finally {
            faults = nemesis.heal();
            Runtime.getRuntime().removeShutdownHook(heal);
        }
        return new NemesisRun(
                report, faults, ConvergenceCheck.await(config.targets(), report.keySpace(), CONVERGENCE_PATIENCE));
    }

    private static void heal(Nemesis nemesis) {
        try {
            var _ = nemesis.heal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProgressListener starting(Nemesis nemesis, ProgressListener progress) {
        return new ProgressListener() {
            @Override
            public void measuring() {
                progress.measuring();
                nemesis.start();
            }

            @Override
            public void progress(Progress soFar) {
                progress.progress(soFar);
            }
        };
    }
}
