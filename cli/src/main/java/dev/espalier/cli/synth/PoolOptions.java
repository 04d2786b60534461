package dev.espalier.cli.synth;

import com.sun.management.OperatingSystemMXBean;
import dev.espalier.synth.search.Settings;
import java.lang.management.ManagementFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How many searches go on side by side, and what they may use. */
final class PoolOptions {
    private static final long MIB = 1L << 20;

    /** A prover that loads a specification and the framework takes some 300 MiB before it is asked anything. */
    private static final long SHARE_MIN = 512;

    @Option(
            names = "--searches",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Designs and obligations worked on side by side, each with a prover of its own. Result and journal are"
                            + " the same whatever N is. 0, the default: one for each processor, as far as the memory goes.")
    private int searches;

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            defaultValue = "0",
            description = "Most memory of all provers together, in equal shares. 0, the default: 2048 for each search.")
    private long megabytes;

    @Option(names = "--no-hammer", description = "Leave CoqHammer out where it is installed (Debian: libcoq-hammer).")
    private boolean withoutHammer;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    PoolOptions() {}

    /** {@code settings} with these. */
    Settings in(Settings settings) {
        if (searches < 0) {
            throw new ParameterException(
                    command.commandLine(), "--searches " + searches + " finds nothing; say 1 or more");
        }
        long usual = settings.proverBytes() / MIB;
        int count = searches > 0 ? searches : count(megabytes > 0 ? megabytes : installed() / 2, usual);
        long share = megabytes == 0 ? usual : megabytes / count;
        if (share < SHARE_MIN) {
            throw new ParameterException(
                    command.commandLine(),
                    "--megabytes " + megabytes + " is " + share + " for each of " + count + " provers, and one needs "
                            + SHARE_MIN + "; say more, or fewer --searches");
        }
        Settings pooled = settings.withSearches(count).withProverBytes(share * MIB);
        return withoutHammer ? pooled.withoutHammer() : pooled;
    }

    /** One for each processor, as far as {@code megabytes} go. */
    private static int count(long megabytes, long each) {
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), megabytes / each));
    }

    /** Megabytes that the machine, or the container, has. */
    private static long installed() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MIB;
    }
}
