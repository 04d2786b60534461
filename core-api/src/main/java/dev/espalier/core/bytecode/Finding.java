package dev.espalier.core.bytecode;

/**
 * Something that no core may contain.
 *
 * @param className binary name of the class that contains it
 * @param member the method or field that contains it, without its types; empty if it is the class as a whole
 * @param line the line of the source; 0 if the class file does not say
 * @param found what it is, beginning with a verb in the third person: {@code calls java.lang.System.exit(int)}
 * @param reason why it is refused
 */
public record Finding(String className, String member, int line, String found, String reason) {
    @Override
    public String toString() {
        String place = member.isEmpty() ? className : className + "." + member;
        return place + (line == 0 ? "" : ", line " + line) + ": " + found + "; " + reason;
    }
}
