package dev.espalier.store.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rules on commands, in order; the last one that speaks of a command decides. */
final class CommandRules {
    private static final String NOTHING = "-@all";
    private static final String EVERYTHING = "+@all";

    private final List<String> rules = new ArrayList<>(List.of(NOTHING));
    private final Map<String, Boolean> decided = new HashMap<>();

    void become(CommandRules other) {
        List<String> taken = List.copyOf(other.rules);
        rules.clear();
        rules.addAll(taken);
        decided.clear();
    }

    /** Begins anew with {@code rule}, which speaks of all commands. */
    void all(String rule) {
        rules.clear();
        rules.add(rule);
        decided.clear();
    }

    /**
     * Adds a rule: a sign, and a command, a subcommand with a bar, or a category behind {@code @}.
     *
     * @throws IllegalArgumentException if it speaks of none of {@code commands}
     */
    void add(String rule, CommandNames commands) {
        String signed = rule.toLowerCase(Locale.ROOT);
        String named = signed.substring(1);
        if (named.equals("@all")) {
            all(signed);
        } else if (named.startsWith("@") ? commands.isCategory(named.substring(1)) : commands.isCommand(named)) {
            rules.removeIf(held -> held.substring(1).equals(named));
            rules.add(signed);
            decided.clear();
        } else {
            throw new IllegalArgumentException("Unknown command or category name in ACL");
        }
    }

    boolean allowEverything() {
        return rules.equals(List.of(EVERYTHING));
    }

    boolean allow(String command, Set<String> categories) {
        return decided.computeIfAbsent(command, unknown -> decide(command, categories));
    }

    private boolean decide(String command, Set<String> categories) {
        int bar = command.indexOf('|');
        String container = bar < 0 ? command : command.substring(0, bar);
        boolean allowed = false;
        for (String rule : rules) {
            String named = rule.substring(1);
            boolean speaks = named.equals("@all")
                    || (named.startsWith("@") && categories.contains(named.substring(1)))
                    || named.equals(command)
                    || named.equals(container);
            if (speaks) {
                allowed = rule.charAt(0) == '+';
            }
        }
        return allowed;
    }

    String shown() {
        return String.join(" ", rules);
    }
}
