package dev.espalier.store.peer;

/** The core that a node runs, as its peers see it; another may take its place while links are up. */
public interface PeerCore {
    /** The core's name. */
    String name();

    /** The hash that identifies the core. */
    String hash();

    /** Whether puts can be exchanged with a node that runs the core of that name and hash. */
    boolean agreesWith(String otherName, String otherHash);

    /** A core that stays, and agrees with itself alone. */
    static PeerCore fixed(String name, String hash) {
        return new PeerCore() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String hash() {
                return hash;
            }

            @Override
            public boolean agreesWith(String otherName, String otherHash) {
                return otherName.equals(name) && otherHash.equals(hash);
            }
        };
    }
}
