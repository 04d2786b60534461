package dev.espalier.synth.gate;

/** The kinds of core, each a module type of the framework that the core must have. */
public enum CoreKind {
    /** A client proxy and a replica. */
    CORE("core", "Espalier.Framework.Core", "CORE"),
    /** A node that is both at once, in Chapar's shape. */
    NODE("node", "Espalier.Chapar.NodeCore", "NODE_CORE");

    private final String word;
    private final String file;
    private final String moduleType;

    CoreKind(String word, String file, String moduleType) {
        this.word = word;
        this.file = file;
        this.moduleType = moduleType;
    }

    /** What manifests call it. */
    public String word() {
        return word;
    }

    /** Logical name of the file that has the module type. */
    String file() {
        return file;
    }

    /** Logical name of the module type. */
    String moduleType() {
        return file + "." + moduleType;
    }
}
