package dev.espalier.store.command;

/** Patterns with {@code *} and {@code ?}, matched in time linear in text times pattern whatever the pattern. */
final class GlobPattern {
    private final String pattern;

    GlobPattern(String pattern) {
        this.pattern = pattern;
    }

    boolean matches(String text) {
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
