package dev.espalier.synth.search;

import dev.espalier.synth.spec.Catalogue;
import java.nio.file.Path;
import java.util.List;

/** A search in a process of its own, which can be killed. Arguments: specification's file, working folder, journal. */
public final class SearchProcess {
    private SearchProcess() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Catalogue catalogue = Catalogue.read(Syntheses.SPECS);
        try (Synthesis synthesis = Syntheses.open(Path.of(arguments[1]));
                Journal journal = Journal.open(Path.of(arguments[2]))) {
            synthesis.run(catalogue.inFile(Path.of(arguments[0])), Syntheses.SETTINGS, List.of(), journal::add);
        }
    }
}
