package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;

/** A longest common subsequence of two byte strings, by the dynamic programme of Wagner and Fischer (1974). */
final class CommonSubsequence {
    /** A run that both have: from and to, both included, in each. */
    private record Match(int firstFrom, int firstTo, int secondFrom, int secondTo) {
        int length() {
            return firstTo - firstFrom + 1;
        }
    }

    private final byte[] content;
    private final List<Match> matches;

    private CommonSubsequence(byte[] content, List<Match> matches) {
        this.content = content;
        this.matches = matches;
    }

    /**
     * Computes one.
     *
     * @param tableBytesMax most bytes that the table of lengths may take
     * @throws CommandError if it would take more
     */
    static CommonSubsequence of(Bytes first, Bytes second, long tableBytesMax) {
        int rows = first.length();
        int columns = second.length();
        if ((rows + 1L) * (columns + 1L) > tableBytesMax / Integer.BYTES) {
            throw new CommandError("ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
        }
        int[][] lengths = new int[rows + 1][columns + 1];
        for (int i = 1; i <= rows; i++) {
            for (int j = 1; j <= columns; j++) {
                lengths[i][j] = first.at(i - 1) == second.at(j - 1)
                        ? lengths[i - 1][j - 1] + 1
                        : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
            }
        }
        return walkBack(first, second, lengths);
    }

    private static CommonSubsequence walkBack(Bytes first, Bytes second, int[][] lengths) {
        int i = first.length();
        int j = second.length();
        int at = lengths[i][j];
        byte[] content = new byte[at];
        List<Match> matches = new ArrayList<>();
        int runEnd = -1;
        while (i > 0 && j > 0) {
            if (first.at(i - 1) == second.at(j - 1)) {
                content[--at] = first.at(i - 1);
                if (runEnd < 0) {
                    runEnd = i - 1;
                }
                boolean goesOn = i > 1 && j > 1 && first.at(i - 2) == second.at(j - 2);
                if (!goesOn) {
                    matches.add(new Match(i - 1, runEnd, j - 1, j - 1 + runEnd - (i - 1)));
                    runEnd = -1;
                }
                i--;
                j--;
            } else if (lengths[i - 1][j] > lengths[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        return new CommonSubsequence(content, matches);
    }

    int length() {
        return content.length;
    }

    Bytes content() {
        return Bytes.wrap(content);
    }

    /** Writes the runs of at least {@code least} bytes, the last one first, and the whole length. */
    void writePositions(long least, boolean withLengths, ReplyWriter reply) {
        List<Match> shown =
                matches.stream().filter(match -> match.length() >= least).toList();
        reply.map(2);
        reply.bulk("matches");
        reply.array(shown.size());
        for (Match match : shown) {
            reply.array(withLengths ? 3 : 2);
            reply.array(2);
            reply.integer(match.firstFrom());
            reply.integer(match.firstTo());
            reply.array(2);
            reply.integer(match.secondFrom());
            reply.integer(match.secondTo());
            if (withLengths) {
                reply.integer(match.length());
            }
        }
        reply.bulk("len");
        reply.integer(content.length);
    }
}
