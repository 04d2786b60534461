package dev.espalier.cli.synth;

/** What it means that a core's proof has no theorem of a name. */
final class Lacking {
    private Lacking() {}

    static String words(String theorem) {
        return switch (theorem) {
            case "seen" -> "seen: nothing says that a put which the core reports as seen may be dropped for good";
            case "progress" -> "progress: nothing says that no replica gets stuck where the network loses nothing";
            default -> theorem;
        };
    }
}
