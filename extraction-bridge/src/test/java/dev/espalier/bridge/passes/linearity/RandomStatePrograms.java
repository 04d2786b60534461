package dev.espalier.bridge.passes.linearity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random functions that thread, copy, drop and update state maps without any care. */
final class RandomStatePrograms {
    /** What a function's arguments are called; the same for all. */
    static final String PARAMETERS = "k l n m r";

    /** Kinds of values. */
    enum Sort {
        NUMBER,
        MAP,
        RECORD,
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

    RandomStatePrograms(long seed) {
        random = new Random(seed);
    }

    Program next() {
        List<Variable> own =
                List.of(new Variable("n", Sort.NUMBER), new Variable("m", Sort.MAP), new Variable("r", Sort.RECORD));
        Sort result = Sort.values()[random.nextInt(4)];
        String helper = expression(Sort.MAP, 2, own.subList(0, 2), false);
        return new Program(result, helper, expression(result, 4, own, true));
    }

    private String expression(Sort sort, int depth, List<Variable> scope, boolean helper) {
        if (depth > 0 && random.nextInt(4) == 0) {
            Sort bound = Sort.values()[random.nextInt(4)];
            String name = "x" + fresh++;
            List<Variable> inner = new ArrayList<>(scope);
            inner.add(new Variable(name, bound));
            return "(let " + name + " = " + expression(bound, depth - 1, scope, helper) + " in "
                    + expression(sort, depth - 1, inner, helper) + ")";
        }
        if (depth > 0 && random.nextInt(5) == 0) {
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
                switch (depth == 0 ? 3 : random.nextInt(4)) {
                    case 0 -> "(value " + key(helper) + " " + expression(Sort.MAP, below, scope, helper) + ")";
                    case 1 -> "(succ " + expression(Sort.NUMBER, below, scope, helper) + ")";
                    case 2 -> "(count " + expression(Sort.RECORD, below, scope, helper) + ")";
                    default -> String.valueOf(random.nextInt(4));
                };
            case MAP ->
                switch (depth == 0 ? 4 : random.nextInt(6)) {
                    case 0, 1 ->
                        "(M.add " + key(helper) + " " + expression(Sort.NUMBER, below, scope, helper) + " "
                                + expression(Sort.MAP, below, scope, helper) + ")";
                    case 2 -> "(M.remove " + key(helper) + " " + expression(Sort.MAP, below, scope, helper) + ")";
                    case 3 -> "(store " + expression(Sort.RECORD, below, scope, helper) + ")";
                    case 4 -> "M.empty";
                    default ->
                        helper
                                ? "(@helper@ " + key(true) + " " + expression(Sort.NUMBER, below, scope, true) + " "
                                        + expression(Sort.MAP, below, scope, true) + ")"
                                : "(fst " + expression(Sort.PAIR, below, scope, false) + ")";
                };
            case RECORD ->
                "{ store = " + expression(Sort.MAP, below, scope, helper) + "; count = "
                        + expression(Sort.NUMBER, below, scope, helper) + " }";
            case PAIR ->
                "(" + expression(Sort.MAP, below, scope, helper) + ", " + expression(Sort.NUMBER, below, scope, helper)
                        + ")";
        };
    }

    private String key(boolean two) {
        return two && random.nextBoolean() ? "l" : "k";
    }
}
