package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.Requirement;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees to it that the statement means the same whatever the core is. The statement is read after the core's files,
 * which are not frozen: what takes effect in a file that loads them could change how it is read.
 */
final class CoreEffects {
    private final SourceFile statement;
    /** The parts of the names that the statement uses. */
    private final Set<String> words = new HashSet<>();

    CoreEffects(SourceFile statement) throws GateFailure {
        this.statement = statement;
        for (Sentence sentence : statement.sentences()) {
            for (Token token : sentence.tokens()) {
                words.addAll(Arrays.asList(token.text().split("\\.", -1)));
            }
        }
    }

    /** The statement must load {@code core} without importing it: an import brings notations and names. */
    void refuseImportOf(String core) throws GateFailure {
        String shortName = core.substring(core.lastIndexOf('.') + 1);
        for (Sentence sentence : statement.sentences()) {
            boolean loads = Requirement.of(sentence).orElse(List.of()).stream()
                    .anyMatch(required ->
                            required.imported() && lastPart(required.name()).equals(shortName));
            Command command = Command.of(sentence);
            boolean imports = Set.of("Import", "Export", "Include").contains(command.word())
                    && command.tokens().stream().anyMatch(token -> token.mentions(shortName));
            if (loads || imports) {
                throw refused(statement, sentence, "imports the core, which could change how the statement is read");
            }
        }
    }

    /** Refuses what reaches beyond {@code file}, one of the core's, without being imported. */
    void check(SourceFile file) throws GateFailure {
        for (Sentence sentence : file.sentences()) {
            Command command = Command.of(sentence);
            boolean implicits = command.word().equals("Arguments")
                    && command.tokens().stream()
                            .skip(1)
                            .limit(1)
                            .anyMatch(token -> words.contains(lastPart(token.text())));
            if (command.attributes().contains("global") || implicits) {
                throw refused(file, sentence, "has effect in the statement, which is read after this file");
            }
        }
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static GateFailure refused(SourceFile file, Sentence sentence, String cause) {
        return new GateFailure(
                Reason.FORBIDDEN_COMMAND,
                file.path() + ":" + sentence.line(),
                "\"" + sentence + "\" " + cause,
                "Write it so that it stays within the core: local, or #[export] and imported by the proof");
    }
}
