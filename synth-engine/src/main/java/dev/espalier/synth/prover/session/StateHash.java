package dev.espalier.synth.prover.session;

import dev.espalier.core.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hash of one proof state, up to what does not matter to a proof. Used once: it numbers variables as they come. */
final class StateHash {
    /** A string (kept as it is), an existential variable, or white space. */
    private static final Pattern VARIABLE_PART =
            Pattern.compile("\"[^\"]*\"|\\?[\\p{L}_][\\p{L}\\p{N}_']*|\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> variables = new HashMap<>();
    private final StringBuilder normal = new StringBuilder();

    String of(ProofState state) {
        normal.append(state.open());
        append(state.foreground());
        append(state.background());
        append(state.shelved());
        append(state.givenUp());
        return Sha256.hex(normal.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void append(List<Goal> goals) {
        normal.append('\n').append(goals.size());
        for (Goal goal : goals) {
            normal.append('\n').append(goal.hypotheses().size());
            goal.hypotheses().forEach(each -> append(each.toString()));
            append(goal.conclusion());
        }
    }

    /** Nothing normal holds a line break but in a string, and those are even in number of quotes: lines stay apart. */
    private void append(String text) {
        normal.append('\n').append(VARIABLE_PART.matcher(text.strip()).replaceAll(this::replacement));
    }

    private String replacement(MatchResult part) {
        String text = part.group();
        String replaced = switch (text.charAt(0)) {
            case '"' -> text;
            case '?' -> "?" + variables.computeIfAbsent(text, name -> variables.size());
            default -> " ";
        };
        return Matcher.quoteReplacement(replaced);
    }
}
