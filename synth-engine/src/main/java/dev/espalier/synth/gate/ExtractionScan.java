package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.Requirement;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.List;
import java.util.Set;

/**
 * Reads the extraction file: it loads libraries whose mappings are part of the trusted base, and extracts the very
 * functor that the statement is about. A mapping of its own would put unproved code in the place of proved code.
 */
final class ExtractionScan {
    private static final Set<String> LIBRARIES = Set.of(
            "Coq.Extraction",
            "Coq.ExtrOcamlBasic",
            "Coq.ExtrOcamlNatInt",
            "Coq.extraction.Extraction",
            "Coq.extraction.ExtrOcamlBasic",
            "Coq.extraction.ExtrOcamlNatInt");

    private ExtractionScan() {}

    /** Checks {@code file}; returns the source that holds the core. */
    static String check(
            SourceFile file, CoreManifest manifest, Sources sources, Dependencies dependencies, Statement statement)
            throws GateFailure {
        String extracted = null;
        for (Sentence sentence : file.sentences()) {
            Command command = Command.of(sentence);
            if (Requirement.isOne(sentence)) {
                checkLibraries(file, sentence);
            } else if (isExtraction(command, manifest) && extracted == null) {
                extracted = command.word(2);
            } else if (!isLanguage(command)) {
                throw new GateFailure(
                        Reason.FORBIDDEN_COMMAND,
                        file.path() + ":" + sentence.line(),
                        "\"" + sentence + "\" is not for an extraction file, which loads files, sets the language to"
                                + " OCaml, and extracts one module to \"" + manifest.extractedName() + ".ml\"",
                        "Remove it");
            }
        }
        if (extracted == null) {
            throw new GateFailure(
                    Reason.EXTRACTION_FAILED, file.path(), "it extracts nothing", "Add an Extraction command");
        }
        if (!extracted.equals(statement.core())) {
            throw new GateFailure(
                    Reason.STATEMENT_MISMATCH,
                    file.path(),
                    "it extracts " + extracted + ", and the statement is about " + statement.core(),
                    "Extract the module that was proved");
        }
        return coreFile(file, manifest, sources, dependencies, statement, extracted);
    }

    /** Both files must mean the same source by the functor's first name. */
    private static String coreFile(
            SourceFile file,
            CoreManifest manifest,
            Sources sources,
            Dependencies dependencies,
            Statement statement,
            String extracted)
            throws GateFailure {
        Set<String> loaded = dependencies.loadedBy(file);
        for (String path : manifest.proof()) {
            String name = sources.nameOf(path);
            String shortName = name.substring(name.lastIndexOf('.') + 1);
            if (extracted.startsWith(shortName + ".") || extracted.startsWith(name + ".")) {
                if (loaded.contains(path)
                        && dependencies.direct(statement.file()).contains(path)) {
                    return path;
                }
            }
        }
        throw new GateFailure(
                Reason.STATEMENT_MISMATCH,
                file.path(),
                "it extracts " + extracted + ", which is in no proof file that both it and " + statement.file()
                        + " load",
                "Load the core's file in both, and name the functor by it");
    }

    private static void checkLibraries(SourceFile file, Sentence sentence) throws GateFailure {
        for (Requirement required : Requirement.of(sentence).orElse(List.of(new Requirement("", "?", false, 0)))) {
            String name = required.written();
            if (!name.startsWith(LogicalPaths.ROOT + ".") && !LIBRARIES.contains(name)) {
                throw new GateFailure(
                        Reason.FORBIDDEN_COMMAND,
                        file.path() + ":" + sentence.line(),
                        "\"" + sentence + "\" loads what is not part of the trusted base",
                        "Load only Extraction, ExtrOcamlBasic, ExtrOcamlNatInt and the core");
            }
        }
    }

    private static boolean isLanguage(Command command) {
        return command.tokens().size() == 3
                && command.word().equals("Extraction")
                && command.word(1).equals("Language")
                && command.word(2).equals("OCaml");
    }

    private static boolean isExtraction(Command command, CoreManifest manifest) {
        List<Token> tokens = command.tokens();
        return tokens.size() == 3
                && command.word().equals("Extraction")
                && tokens.get(1).kind() == Token.Kind.STRING
                && tokens.get(1).text().equals(manifest.extractedName() + ".ml")
                && !command.word(2).isEmpty();
    }
}
