package dev.espalier.bridge.passes.linearity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random functions that find, keep, take apart, pass on and replace the entries of a map without any care. */
final class RandomEntryPrograms {
    /** What a function's arguments are called; the same for all. */
    static final String PARAMETERS = "k l n m e";

    /** What all programs define. */
    static final String DEFINITIONS = """
            type entry = { content : int; other : int }
              let content e = e.content
              let other e = e.other
              let at k m = match M.find k m with Some e -> e | None -> { content = 0; other = 0 }
              let replace k m = let e = at k m in M.add k { content = succ (other e); other = content e } m
              let sum e = content e + other e
            """;

    /** Kinds of values. */
    enum Sort {
        NUMBER,
        ENTRY,
        MAP,
        PAIR
    }

    /** A function and what it gives. */
    record Program(Sort result, String helper, String body) {
        /** The definitions, under names that end in {@code number}. */
        String text(int number) {
            String own = "let f" + number + " " + PARAMETERS + " = " + body;
            return ("let g" + number + " k n m = " + helper + "\n  " + own).replace("@helper@", "g" + number);
        }
    }

    private record Variable(String name, Sort sort) {}

    private final Random random;
    private int fresh;

    RandomEntryPrograms(long seed) {
        random = new Random(seed);
    }

    Program next() {
        List<Variable> own =
                List.of(new Variable("n", Sort.NUMBER), new Variable("m", Sort.MAP), new Variable("e", Sort.ENTRY));
        Sort result = List.of(Sort.NUMBER, Sort.MAP, Sort.PAIR).get(random.nextInt(3));
        String helper = expression(Sort.MAP, 2, own.subList(0, 2), true);
        return new Program(result, helper, expression(result, 4, own, false));
    }

    private String expression(Sort sort, int depth, List<Variable> scope, boolean helper) {
        if (depth > 0 && random.nextInt(3) == 0) {
            Sort bound = Sort.values()[random.nextInt(4)];
            String name = "x" + fresh++;
            List<Variable> inner = new ArrayList<>(scope);
            inner.add(new Variable(name, bound));
            return "(let " + name + " = " + expression(bound, depth - 1, scope, helper) + " in "
                    + expression(sort, depth - 1, inner, helper) + ")";
        }
        if (depth > 0 && random.nextInt(6) == 0) {
            return "(if " + expression(Sort.NUMBER, depth - 1, scope, helper) + " <= 2 then "
                    + expression(sort, depth - 1, scope, helper) + " else "
                    + expression(sort, depth - 1, scope, helper) + ")";
        }
        List<String> variables = scope.stream()
                .filter(variable -> variable.sort == sort)
                .map(Variable::name)
                .toList();
        if (!variables.isEmpty() && (depth == 0 || random.nextInt(3) == 0)) {
            return variables.get(random.nextInt(variables.size()));
        }
        int below = Math.max(depth - 1, 0);
        return switch (sort) {
            case NUMBER ->
                switch (depth == 0 ? 3 : random.nextInt(5)) {
                    case 0 -> "(content " + expression(Sort.ENTRY, below, scope, helper) + ")";
                    case 1 -> "(sum " + expression(Sort.ENTRY, below, scope, helper) + ")";
                    case 2 -> "(succ " + expression(Sort.NUMBER, below, scope, helper) + ")";
                    case 3 -> String.valueOf(random.nextInt(4));
                    default -> "(other " + expression(Sort.ENTRY, below, scope, helper) + ")";
                };
            case ENTRY ->
                depth == 0 || random.nextInt(3) == 0
                        ? "{ content = " + expression(Sort.NUMBER, below, scope, helper) + "; other = "
                                + expression(Sort.NUMBER, below, scope, helper) + " }"
                        : "(at " + key(helper) + " " + expression(Sort.MAP, below, scope, helper) + ")";
            case MAP ->
                switch (depth == 0 ? 4 : random.nextInt(6)) {
                    case 0, 1 ->
                        "(M.add " + key(helper) + " " + expression(Sort.ENTRY, below, scope, helper) + " "
                                + expression(Sort.MAP, below, scope, helper) + ")";
                    case 2 -> "(M.remove " + key(helper) + " " + expression(Sort.MAP, below, scope, helper) + ")";
                    case 3 -> "(replace " + key(helper) + " " + expression(Sort.MAP, below, scope, helper) + ")";
                    case 4 -> "M.empty";
                    default ->
                        helper
                                ? "M.empty"
                                : "(@helper@ k " + expression(Sort.NUMBER, below, scope, false) + " "
                                        + expression(Sort.MAP, below, scope, false) + ")";
                };
            case PAIR ->
                "(" + expression(Sort.MAP, below, scope, helper) + ", " + expression(Sort.NUMBER, below, scope, helper)
                        + ")";
        };
    }

    private String key(boolean helper) {
        return !helper && random.nextInt(3) == 0 ? "l" : "k";
    }
}
