package dev.espalier.bench.program;

/**
 * What the nodes say of the core that they run.
 *
 * @param name its name
 * @param specification what it refines, by its certificate; empty without one
 * @param hash what identifies it
 * @param verified whether its certificate matches
 */
public record CoreIdentification(String name, String specification, String hash, boolean verified) {
    /** Whether its specification promises that replicas which applied the same puts hold the same. */
    public boolean converges() {
        return specification.startsWith("strong/") && specification.endsWith("+");
    }
}
