package dev.espalier.bench.load;

/**
 * The core workloads of YCSB: B. F. Cooper, A. Silberstein, E. Tam, R. Ramakrishnan and R. Sears, "Benchmarking Cloud
 * Serving Systems with YCSB" (SoCC 2010), and the files {@code workloads/workload[a-f]} of its release. A record is one
 * value of {@value #RECORD_BYTES} bytes, YCSB's ten fields of 100 together, so an update puts all of it, as with
 * {@code writeallfields=true}. A scan of workload E, 1 to 100 records from the chosen one on, is one MGET of the keys with the next
 * numbers: in the order of their numbers they are neighbours to the client, and to a RESP server, which keeps strings in no
 * order, no keys are.
 */
@SuppressWarnings("ImmutableEnumChecker") // records of numbers
public enum YcsbWorkload {
    /** Update heavy: half reads, half updates, Zipfian. */
    A(new OperationMix(50, 50, 0, 0, 0), new KeyChoice.Zipfian(KeyChoice.YCSB_EXPONENT)),
    /** Read mostly: 95 % reads, 5 % updates, Zipfian. */
    B(new OperationMix(95, 5, 0, 0, 0), new KeyChoice.Zipfian(KeyChoice.YCSB_EXPONENT)),
    /** Read only, Zipfian. */
    C(new OperationMix(100, 0, 0, 0, 0), new KeyChoice.Zipfian(KeyChoice.YCSB_EXPONENT)),
    /** Read latest: 95 % reads of new records mostly, 5 % inserts. */
    D(new OperationMix(95, 0, 0, 5, 0), new KeyChoice.Latest(KeyChoice.YCSB_EXPONENT)),
    /** Short ranges: 95 % scans, 5 % inserts, Zipfian. */
    E(new OperationMix(0, 0, 0, 5, 0, 95), new KeyChoice.Zipfian(KeyChoice.YCSB_EXPONENT)),
    /** Read-modify-write: half reads, half read-modify-writes, Zipfian. */
    F(new OperationMix(50, 0, 0, 0, 50), new KeyChoice.Zipfian(KeyChoice.YCSB_EXPONENT));

    /** Bytes of a record. */
    public static final int RECORD_BYTES = 1_000;

    private final OperationMix mix;
    private final KeyChoice keyChoice;

    YcsbWorkload(OperationMix mix, KeyChoice keyChoice) {
        this.mix = mix;
        this.keyChoice = keyChoice;
    }

    /**
     * Reads a name such as {@code ycsb-a}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static YcsbWorkload parse(String name) {
        for (YcsbWorkload workload : values()) {
            if (name.equals("ycsb-" + Character.toLowerCase(workload.name().charAt(0)))) {
                return workload;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is not a workload; there are ycsb-a, -b, -c, -d, -e and -f");
    }

    /** Its mix of operations. */
    public OperationMix mix() {
        return mix;
    }

    /** How it chooses keys. */
    public KeyChoice keyChoice() {
        return keyChoice;
    }
}
