package dev.espalier.cli.bench;

import dev.espalier.bench.load.KeyChoice;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.OperationMix;
import dev.espalier.bench.load.ValueSizes;
import dev.espalier.bench.load.YcsbWorkload;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which operations, on which keys, with which values, as flags. */
final class MixOptions {
    private static final int VALUE_BYTES = 100;
    private static final Pattern SIZES = Pattern.compile("(zipfian:)?(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

    private enum Distribution {
        UNIFORM,
        ZIPFIAN,
        LATEST
    }

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description =
                    "A core workload of YCSB, its mix and its choice of keys: ycsb-a to ycsb-f. A scan of"
                            + " ycsb-e is one MGET of up to 100 keys with neighbouring numbers."
                            + " Every key is put once before; values have 1000 bytes unless --value-size says otherwise.")
    private @Nullable String workload;

    @Option(names = "--put", paramLabel = "PERCENT", description = "Share of puts, 0 to 100. Default: 50.")
    private @Nullable Integer put;

    @Option(names = "--get", paramLabel = "PERCENT", description = "Share of gets. Default: what the others leave.")
    private @Nullable Integer get;

    @Option(names = "--delete", paramLabel = "PERCENT", description = "Share of deletes. Default: 0.")
    private @Nullable Integer delete;

    @Option(names = "--keys", paramLabel = "N", description = "Number of keys. Default: ${DEFAULT-VALUE}.")
    private int keys = 1_000;

    @Option(
            names = "--value-size",
            paramLabel = "BYTES",
            description =
                    "Size of each value in bytes: 100, 16..4096 (all equally likely), or zipfian:16..4096 (small ones"
                            + " likelier). Default: " + VALUE_BYTES + ".")
    private @Nullable String valueSize;

    @Option(
            names = "--distribution",
            paramLabel = "KIND",
            description = "How keys are chosen: uniform, zipfian (few keys get most), or latest (the newest get most)."
                    + " Default: uniform.")
    private @Nullable Distribution distribution;

    @Option(
            names = "--zipfian",
            paramLabel = "EXPONENT",
            description = "Exponent of zipfian and latest; by itself the same as --distribution zipfian. Default: 0.99,"
                    + " YCSB's.")
    private @Nullable Double zipfian;

    @Option(names = "--preload", description = "Put every key once, to each target, before the load.")
    private boolean preload;

    /**
     * Sets what the flags ask for.
     *
     * @throws IllegalArgumentException if they contradict each other, or a part is out of range
     */
    void applyTo(LoadConfig.Builder builder) {
        builder.keys(keys);
        if (workload != null) {
            if (put != null || get != null || delete != null || distribution != null || zipfian != null) {
                throw new IllegalArgumentException(
                        "--workload " + workload
                                + " says which operations and keys; leave --put, --get, --delete, --distribution and --zipfian out");
            }
            YcsbWorkload known = YcsbWorkload.parse(workload.toLowerCase(Locale.ROOT));
            builder.mix(known.mix())
                    .keyChoice(known.keyChoice())
                    .preload(true)
                    .valueSizes(sizes(YcsbWorkload.RECORD_BYTES));
            return;
        }
        builder.mix(mix()).keyChoice(keyChoice()).preload(preload).valueSizes(sizes(VALUE_BYTES));
    }

    private OperationMix mix() {
        int deletes = delete == null ? 0 : delete;
        if (get == null) {
            int puts = put == null ? Math.min(50, 100 - deletes) : put;
            if (deletes == 0) {
                return OperationMix.ofPuts(puts);
            }
            return new OperationMix(100 - puts - deletes, puts, deletes, 0, 0);
        }
        return new OperationMix(get, put == null ? 100 - get - deletes : put, deletes, 0, 0);
    }

    private KeyChoice keyChoice() {
        double exponent = zipfian == null ? KeyChoice.YCSB_EXPONENT : zipfian;
        Distribution asked =
                distribution != null ? distribution : zipfian != null ? Distribution.ZIPFIAN : Distribution.UNIFORM;
        return switch (asked) {
            case UNIFORM -> {
                if (zipfian != null) {
                    throw new IllegalArgumentException(
                            "--zipfian is an exponent, which uniform choice has none of; leave one of them out");
                }
                yield new KeyChoice.Uniform();
            }
            case ZIPFIAN -> new KeyChoice.Zipfian(exponent);
            case LATEST -> new KeyChoice.Latest(exponent);
        };
    }

    private ValueSizes sizes(int otherwise) {
        if (valueSize == null) {
            return new ValueSizes.Fixed(otherwise);
        }
        Matcher matcher = SIZES.matcher(valueSize);
        if (!matcher.matches() || (matcher.group(1) != null && matcher.group(3) == null)) {
            throw new IllegalArgumentException(
                    "--value-size " + valueSize + " is not a size such as 100, 16..4096 or zipfian:16..4096, in bytes");
        }
        int min = Integer.parseInt(matcher.group(2));
        if (matcher.group(3) == null) {
            return new ValueSizes.Fixed(min);
        }
        int max = Integer.parseInt(matcher.group(3));
        return matcher.group(1) == null ? new ValueSizes.Between(min, max) : new ValueSizes.Zipfian(min, max);
    }
}
