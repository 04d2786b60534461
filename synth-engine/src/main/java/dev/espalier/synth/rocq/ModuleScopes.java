package dev.espalier.synth.rocq;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which sections, modules and module types are open at a point of a file. */
public final class ModuleScopes {
    private enum Scope {
        SECTION,
        MODULE,
        MODULE_TYPE
    }

    private record Open(Scope scope, String name) {}

    private final Deque<Open> open = new ArrayDeque<>();

    /** None open. */
    public ModuleScopes() {}

    /** The innermost scope is a section, so that a variable is discharged at its end. */
    public boolean inSection() {
        return !open.isEmpty() && open.peek().scope() == Scope.SECTION;
    }

    /** The innermost scope is a module type, so that a parameter is a demand and not an axiom. */
    public boolean inModuleType() {
        return !open.isEmpty() && open.peek().scope() == Scope.MODULE_TYPE;
    }

    /** The names of the open modules and module types, outermost first, joined by dots. */
    public String modulePath() {
        StringBuilder path = new StringBuilder();
        open.descendingIterator().forEachRemaining(scope -> {
            if (scope.scope() != Scope.SECTION) {
                path.append(path.isEmpty() ? "" : ".").append(scope.name());
            }
        });
        return path.toString();
    }

    /**
     * Takes the tokens of a command, from its first word on.
     *
     * @throws RocqSyntaxException if it ends a scope that is not the innermost one
     */
    public void command(List<Token> tokens) throws RocqSyntaxException {
        Token first = tokens.getFirst();
        if (tokens.size() < 2) {
            return;
        }
        if (first.isName("Section")) {
            open.push(new Open(Scope.SECTION, tokens.get(1).text()));
        } else if (first.isName("End")) {
            String name = tokens.get(1).text();
            if (open.isEmpty() || !open.pop().name().equals(name)) {
                throw new RocqSyntaxException(first.line(), "\"End " + name + "\" ends nothing that is open here");
            }
        } else if (first.isName("Module") && !isDefinition(tokens)) {
            int at = 1;
            boolean type = tokens.get(at).isName("Type");
            boolean keyword =
                    type || tokens.get(at).isName("Import") || tokens.get(at).isName("Export");
            String name = tokens.get(keyword && tokens.size() > 2 ? at + 1 : at).text();
            open.push(new Open(type ? Scope.MODULE_TYPE : Scope.MODULE, name));
        }
    }

    /** {@code Module X := Y} opens nothing; the {@code :=} of a {@code with Definition} is not that one. */
    private static boolean isDefinition(List<Token> tokens) {
        int depth = 0;
        int assignments = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.isSymbol(":=")) {
                assignments++;
            } else if (depth == 0 && token.isName("with") && i + 1 < tokens.size()) {
                assignments -= 1;
            }
        }
        return assignments > 0;
    }
}
