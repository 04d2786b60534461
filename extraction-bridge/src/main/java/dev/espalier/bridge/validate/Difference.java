package dev.espalier.bridge.validate;

/**
 * An input on which the two languages disagree, made as small as could be.
 *
 * @param expression the input as OCaml writes it
 * @param ocaml what OCaml gives
 * @param java what Java gives
 * @param found the input that was found first, before it was made smaller
 * @param seed the seed that the input was made from
 */
public record Difference(String expression, String ocaml, String java, String found, long seed) {
    /** In lines, for a person. */
    public String text() {
        return "  input  " + expression + "\n  OCaml  " + ocaml + "\n  Java   " + java + "\n  seed   " + seed;
    }
}
