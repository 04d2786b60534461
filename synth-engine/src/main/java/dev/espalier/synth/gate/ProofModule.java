package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.Command;
import dev.espalier.synth.rocq.ModuleScopes;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import dev.espalier.synth.rocq.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module of a file whose type is a module type {@code STATEMENT} of another file: {@code Module Proof (P :
 * PARAMETERS) <: X.STATEMENT P}. That is how a proof says what it proves.
 *
 * @param file its file, relative to {@code specs/}
 * @param name its name within the file
 * @param parameters its parameters, as they are written
 * @param statement the type, without its arguments
 * @param statementArguments the type's arguments, as they are written
 */
record ProofModule(String file, String name, List<Parameter> parameters, String statement, String statementArguments) {
    private static final Pattern STATEMENT = Pattern.compile("[A-Za-z][A-Za-z0-9_]*\\.([A-Za-z0-9_]+_)?STATEMENT");

    /**
     * @param name of the parameter
     * @param type as it is written
     */
    record Parameter(String name, String type) {
        private static final Pattern SHAPE = Pattern.compile("\\( ([^:()]+) : ([^()]+) \\)");

        /** Those that {@code words}, of the beginning of a module or a module type, declare. */
        static List<Parameter> in(List<String> words) {
            List<Parameter> parameters = new ArrayList<>();
            Matcher each = SHAPE.matcher(String.join(" ", words));
            while (each.find()) {
                for (String parameter : each.group(1).split(" ", -1)) {
                    parameters.add(new Parameter(parameter, each.group(2)));
                }
            }
            return parameters;
        }
    }

    ProofModule {
        parameters = List.copyOf(parameters);
    }

    /** Those of {@code file}, outside of other modules. */
    static List<ProofModule> in(SourceFile file) throws GateFailure {
        List<ProofModule> found = new ArrayList<>();
        ModuleScopes scopes = new ModuleScopes();
        for (Sentence sentence : file.sentences()) {
            List<Token> tokens = Command.of(sentence).tokens();
            if (tokens.isEmpty()) {
                continue;
            }
            if (scopes.modulePath().isEmpty()) {
                read(file.path(), tokens).ifPresent(found::add);
            }
            try {
                scopes.command(tokens);
            } catch (RocqSyntaxException e) {
                throw file.unreadable(e);
            }
        }
        return found;
    }

    /** Fails if a statement of {@code file} is proved by none of {@code proofs}: what is claimed must be proved. */
    static void requireProofs(SourceFile file, List<ProofModule> proofs) throws GateFailure {
        String stem = file.path()
                .substring(file.path().lastIndexOf('/') + 1, file.path().length() - ".v".length());
        for (Sentence sentence : file.sentences()) {
            List<Token> tokens = Command.of(sentence).tokens();
            boolean type = tokens.size() > 2
                    && tokens.get(0).isName("Module")
                    && tokens.get(1).isName("Type");
            String name = type ? stem + "." + tokens.get(2).text() : "";
            if (STATEMENT.matcher(name).matches()
                    && proofs.stream().noneMatch(proof -> proof.statement().equals(name))) {
                throw new GateFailure(
                        Reason.STATEMENT_MISMATCH,
                        file.path() + ":" + sentence.line(),
                        name + " is claimed, and no module has that type",
                        "Prove it, or remove the claim");
            }
        }
    }

    private static Optional<ProofModule> read(String file, List<Token> tokens) {
        List<String> words = tokens.stream().map(Token::text).toList();
        int type = words.indexOf("<");
        if (!words.getFirst().equals("Module") || type < 2 || words.size() < type + 3) {
            return Optional.empty();
        }
        String statement = words.get(type + 2);
        if (!words.get(type + 1).equals(":") || !STATEMENT.matcher(statement).matches()) {
            return Optional.empty();
        }
        List<Parameter> parameters = Parameter.in(words.subList(2, type));
        String arguments = String.join(" ", words.subList(type + 3, words.size()));
        return Optional.of(new ProofModule(file, words.get(1), parameters, statement, arguments));
    }

    /** The parameters' names, each after a space. */
    String arguments() {
        StringBuilder arguments = new StringBuilder();
        parameters.forEach(parameter -> arguments.append(' ').append(parameter.name()));
        return arguments.toString();
    }
}
