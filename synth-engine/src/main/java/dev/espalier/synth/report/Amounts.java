package dev.espalier.synth.report;

import java.util.Locale;

/** Numbers for people. */
final class Amounts {
    private Amounts() {}

    /** A duration of {@code millis} in at most two units. */
    static String time(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        }
        long seconds = millis / 1_000;
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    /** {@code count} in {@code millis}, as so many a minute; less than a second says nothing yet. */
    static String aMinute(long count, long millis) {
        return millis < 1_000 ? "-" : String.format(Locale.ROOT, "%.1f", count * 60_000.0 / millis);
    }

    /** As on a clock: minutes and seconds, and hours if there are any. */
    static String clock(long seconds) {
        String rest = String.format(Locale.ROOT, "%02d:%02d", seconds % 3_600 / 60, seconds % 60);
        return seconds < 3_600 ? rest : seconds / 3_600 + ":" + rest;
    }

    /** {@code count} things. */
    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** A kind's name in words: {@code KeepsFunction} is "keeps function". */
    static String kind(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
