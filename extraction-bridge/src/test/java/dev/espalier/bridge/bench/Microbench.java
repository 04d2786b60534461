package dev.espalier.bridge.bench;

/** All comparisons, one after the other; arguments as for each. */
public final class Microbench {
    private Microbench() {}

    /** Runs them. */
    public static void main(String[] arguments) throws Exception {
        System.out.println("The per-key core, updated in place");
        ComparePerKey.main(arguments);
        System.out.println();
        System.out.println("The vector-clock core, a chain of closures");
        CompareWithOcaml.main(arguments);
    }
}
