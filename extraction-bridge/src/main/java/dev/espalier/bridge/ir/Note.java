package dev.espalier.bridge.ir;

/**
 * Something that a translation decided and that its user may want to know.
 *
 * @param subject what it is about, for example {@code type Datatypes.nat}
 * @param decision what became of it, for example {@code long, checked for overflow}
 */
public record Note(String subject, String decision) {
    @Override
    public String toString() {
        return subject + ": " + decision;
    }
}
