package dev.espalier.store.cores;

import java.util.List;

/**
 * Which core a node runs, and why it may be trusted.
 *
 * @param name the core's name
 * @param specification the specification that it refines, as its certificate says; empty without one
 * @param theorems what its certificate says is proved of it, by the theorems' short names; empty without one
 * @param adapterClass fully qualified name of the class that runs
 * @param hash SHA-256 in lower-case hexadecimal that identifies it: of its certificate, when it has one
 * @param distrust why it counts as unverified; empty when it is verified
 */
public record CoreIdentity(
        String name, String specification, List<String> theorems, String adapterClass, String hash, String distrust) {
    public CoreIdentity {
        theorems = List.copyOf(theorems);
    }

    /** Whether the certificate was found and matches. */
    public boolean isVerified() {
        return distrust.isEmpty();
    }
}
