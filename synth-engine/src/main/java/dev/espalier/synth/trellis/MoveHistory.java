package dev.espalier.synth.trellis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The moves of a development so far, on the disk, and what each accepted one left. */
final class MoveHistory implements AutoCloseable {
    private final MoveLog log;
    private final List<Entry> entries;
    /** What there was after each accepted move, by the move's number; 0 is the beginning. */
    private final Map<Integer, Draft> drafts = new LinkedHashMap<>();

    private Draft draft = Draft.EMPTY;
    private int moves;

    /**
     * Goes on with {@code log}, which has {@code entries}.
     *
     * @param file where it is, for messages
     * @throws IOException if a move that was accepted is none any more
     */
    MoveHistory(Path file, MoveLog log, List<Entry> entries) throws IOException {
        this.log = log;
        this.entries = new ArrayList<>(entries);
        drafts.put(0, draft);
        for (Entry entry : entries) {
            if (entry instanceof Entry.Moved moved) {
                moves = moved.number();
                if (moved.grade() instanceof Grade.Accepted accepted) {
                    repeat(file, moved, accepted);
                }
            }
        }
    }

    private void repeat(Path file, Entry.Moved moved, Grade.Accepted accepted) throws IOException {
        try {
            Draft after = next(moved.move());
            for (String name : accepted.reopened()) {
                after = after.reopened(name);
            }
            draft = after;
            drafts.put(moved.number(), draft);
        } catch (RefusedMoveException e) {
            throw new IOException(
                    file + ": move " + moved.number() + " was accepted and is no longer one (" + e.getMessage()
                            + "); open another folder",
                    e);
        }
    }

    /** What there is now. */
    Draft draft() {
        return draft;
    }

    /** What {@code move} would make of it. */
    Draft next(Move move) throws RefusedMoveException {
        MoveSizes.check(move);
        if (move instanceof Move.Revert(String to) && to.chars().allMatch(Character::isDigit) && !to.isEmpty()) {
            Draft then = to.length() > 9 ? null : drafts.get(Integer.parseInt(to));
            if (then == null) {
                throw new RefusedMoveException(
                        "name", "no accepted move has the number " + to + "; the last accepted is " + lastAccepted());
            }
            return then;
        }
        return draft.after(move);
    }

    private int lastAccepted() {
        return drafts.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Keeps that {@code move} was judged, and makes it if it was accepted. */
    void add(Move move, String by, Grade grade, Draft after) throws IOException {
        Entry entry = new Entry.Moved(moves + 1, by, grade instanceof Grade.Accepted ? move : kept(move), grade);
        log.add(entry);
        entries.add(entry);
        moves++;
        if (grade instanceof Grade.Accepted) {
            draft = after;
            drafts.put(moves, draft);
        }
    }

    /** Of what is refused for its length the beginning will do. */
    private static Move kept(Move move) {
        try {
            MoveSizes.check(move);
            return move;
        } catch (RefusedMoveException e) {
            return Excerpt.of(move);
        }
    }

    /** Keeps that the audit judged. */
    void add(Entry.Closed closed) throws IOException {
        log.add(closed);
        entries.add(closed);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What was refused, the last first: a line with the move's number and the objection. */
    List<String> refused() {
        return entries.reversed().stream()
                .filter(Entry.Moved.class::isInstance)
                .map(Entry.Moved.class::cast)
                .filter(moved -> moved.grade() instanceof Grade.Refused)
                .map(moved -> {
                    Grade.Refused grade = (Grade.Refused) moved.grade();
                    return "move " + moved.number() + ", " + grade.kind() + " in " + grade.item() + ": "
                            + grade.message().lines().findFirst().orElse("");
                })
                .toList();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
