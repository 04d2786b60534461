package dev.espalier.store.keyspace;

import dev.espalier.core.Bytes;

/**
 * Redis's patterns over bytes: {@code *}, {@code ?}, {@code [abc]}, {@code [^a]}, {@code [a-z]} and a backslash before a
 * byte that stands for itself. Matched in time linear in text times pattern, whatever the pattern: only the last star is
 * ever tried again. A pattern with more than a thousand runs of stars, the last bytes of it apart, matches nothing: Redis
 * bounds its recursion so, and its users' tests rely on it.
 */
public final class GlobPattern {
    private static final int STARS_MAX = 1000;

    private final byte[] pattern;
    private final boolean matchesNothing;

    public GlobPattern(Bytes pattern) {
        this.pattern = pattern.shared();
        // Shorter ones cannot have so many, and most are.
        this.matchesNothing = pattern.length() > 2 * STARS_MAX && innerStars() > STARS_MAX;
    }

    /** How many runs of stars something else follows. */
    private int innerStars() {
        int runs = 0;
        boolean inRun = false;
        for (int p = 0; p < pattern.length; p = following(p)) {
            boolean star = pattern[p] == '*';
            runs += inRun && !star ? 1 : 0;
            inRun = star;
        }
        return runs;
    }

    /** Whether all of {@code candidate} matches. */
    public boolean matches(Bytes candidate) {
        if (matchesNothing) {
            return false;
        }
        byte[] text = candidate.shared();
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length && matchesOne(p, text[t])) {
                p = following(p);
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    /** Whether the element of the pattern at {@code p} stands for {@code b}. */
    private boolean matchesOne(int p, byte b) {
        return switch (pattern[p]) {
            case '?' -> true;
            case '[' -> classContains(p, b);
            case '\\' -> p + 1 < pattern.length ? pattern[p + 1] == b : b == '\\';
            default -> pattern[p] == b;
        };
    }

    /** Where the element after the one at {@code p} begins. */
    private int following(int p) {
        return switch (pattern[p]) {
            case '\\' -> Math.min(p + 2, pattern.length);
            case '[' -> Math.min(classEnd(p) + 1, pattern.length);
            default -> p + 1;
        };
    }

    /** Where the bracket is that closes the class at {@code p}; the end of the pattern when none does. */
    private int classEnd(int p) {
        int at = p + 1;
        if (at < pattern.length && pattern[at] == '^') {
            at++;
        }
        while (at < pattern.length && pattern[at] != ']') {
            at += pattern[at] == '\\' && at + 1 < pattern.length ? 2 : 1;
        }
        return at;
    }

    private boolean classContains(int p, byte b) {
        int end = classEnd(p);
        int at = p + 1;
        boolean negated = at < end && pattern[at] == '^';
        if (negated) {
            at++;
        }
        boolean found = false;
        while (at < end) {
            if (pattern[at] == '\\' && at + 1 < end) {
                found |= pattern[at + 1] == b;
                at += 2;
            } else if (at + 2 < end && pattern[at + 1] == '-') {
                int low = Math.min(pattern[at] & 0xff, pattern[at + 2] & 0xff);
                int high = Math.max(pattern[at] & 0xff, pattern[at + 2] & 0xff);
                found |= (b & 0xff) >= low && (b & 0xff) <= high;
                at += 3;
            } else {
                found |= pattern[at] == b;
                at++;
            }
        }
        return found != negated;
    }
}
