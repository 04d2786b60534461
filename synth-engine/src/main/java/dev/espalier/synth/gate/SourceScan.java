package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.ModuleScopes;
import dev.espalier.synth.rocq.Requirement;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a specification or proof and refuses what could make it say less than it seems to. The prover's own account of
 * assumptions comes later; this one needs no prover, and names the line.
 */
final class SourceScan {
    private final SourceFile file;
    private final ModuleScopes scopes = new ModuleScopes();

    private SourceScan(SourceFile file) {
        this.file = file;
    }

    static void check(SourceFile file) throws GateFailure {
        SourceScan scan = new SourceScan(file);
        for (Sentence sentence : file.sentences()) {
            scan.check(sentence);
        }
    }

    private void check(Sentence sentence) throws GateFailure {
        checkWords(sentence);
        Command command = Command.of(sentence);
        if (command.tokens().isEmpty()) {
            return;
        }
        for (String attribute : command.attributes()) {
            if (!CommandRules.ATTRIBUTES.contains(attribute)) {
                throw forbidden(sentence, "the attribute " + attribute + " is not among those a proof may use");
            }
        }
        checkAssumptions(sentence, command);
        if (Requirement.isOne(sentence)) {
            checkRequirements(sentence);
        }
        checkCommand(sentence, command);
        try {
            scopes.command(command.tokens());
        } catch (RocqSyntaxException e) {
            throw file.unreadable(e);
        }
    }

    private void checkWords(Sentence sentence) throws GateFailure {
        for (Token token : sentence.tokens()) {
            if (mentions(token, CommandRules.HOLES)) {
                throw new GateFailure(
                        Reason.HOLE,
                        file.path() + ":" + token.line(),
                        "\"" + token.text() + "\" leaves a hole in the proof",
                        "Prove what is missing");
            }
            if (mentions(token, CommandRules.AXIOMS)) {
                throw axiom(token.line(), "\"" + sentence + "\" assumes what is not proved");
            }
            if (mentions(token, CommandRules.EVASIONS)) {
                throw forbidden(sentence, "\"" + token.text() + "\" evades the prover's kernel");
            }
        }
    }

    private static boolean mentions(Token token, Set<String> words) {
        return token.kind() == Token.Kind.NAME && words.stream().anyMatch(token::mentions);
    }

    private void checkAssumptions(Sentence sentence, Command command) throws GateFailure {
        String word = command.word();
        if (CommandRules.PARAMETERS.contains(word) && !scopes.inModuleType()) {
            throw axiom(sentence.line(), "\"" + sentence + "\" stands outside a module type, so it is an axiom");
        }
        if (CommandRules.VARIABLES.contains(word) && !scopes.inSection()) {
            throw axiom(sentence.line(), "\"" + sentence + "\" stands outside a section, so it is an axiom");
        }
        boolean declares = word.equals("Declare")
                && (command.word(1).equals("Instance") || command.word(1).equals("Module"))
                && !scopes.inModuleType();
        boolean includesType = word.equals("Include") && command.word(1).equals("Type");
        if (declares || includesType) {
            throw axiom(sentence.line(), "\"" + sentence + "\" declares what nothing defines");
        }
    }

    private void checkRequirements(Sentence sentence) throws GateFailure {
        List<Requirement> required = Requirement.of(sentence)
                .orElseThrow(() -> forbidden(
                        sentence, "files are loaded as \"From X Require [Import|Export] Y Z\" and no other way"));
        for (Requirement requirement : required) {
            String name = requirement.written();
            boolean ours = name.startsWith(LogicalPaths.ROOT + ".");
            boolean library = name.startsWith("Coq.");
            String last = name.substring(name.lastIndexOf('.') + 1);
            if (!ours && !library) {
                throw forbidden(sentence, name + " is neither of Espalier nor of the prover's library");
            }
            if (library && last.startsWith("Extr")) {
                throw forbidden(sentence, name + " is for extraction files only");
            }
        }
    }

    private void checkCommand(Sentence sentence, Command command) throws GateFailure {
        String word = command.word();
        if (word.isEmpty()) {
            Token first = command.tokens().getFirst();
            if (!first.isSymbol("(") && !first.isSymbol("[")) {
                throw forbidden(sentence, "this is neither a command nor a tactic");
            }
        } else if (Character.isUpperCase(word.codePointAt(0))) {
            boolean known = CommandRules.ALLOWED.contains(word)
                    || CommandRules.PARAMETERS.contains(word)
                    || CommandRules.VARIABLES.contains(word);
            if (!known || !CommandRules.allowsSecond(word, command.word(1))) {
                throw forbidden(sentence, "\"" + sentence + "\" is not among the commands that a proof may give");
            }
            checkOption(sentence, command);
        }
    }

    private void checkOption(Sentence sentence, Command command) throws GateFailure {
        if (command.word().equals("Set") || command.word().equals("Unset")) {
            String option = command.tokens().stream().skip(1).map(Token::text).collect(Collectors.joining(" "));
            if (!CommandRules.allowsOption(option)) {
                throw forbidden(sentence, "the option \"" + option + "\" is not among those a proof may set");
            }
        }
    }

    private GateFailure axiom(int line, String cause) {
        return new GateFailure(
                Reason.AXIOM, file.path() + ":" + line, cause, "Prove it, or make it a hypothesis of the lemma");
    }

    private GateFailure forbidden(Sentence sentence, String cause) {
        return new GateFailure(
                Reason.FORBIDDEN_COMMAND, file.path() + ":" + sentence.line(), cause, "Write the proof without it");
    }
}
