package dev.espalier.core.lang;

/**
 * What is left where extraction's types say less than Rocq's: proofs, which hold nothing, and {@code Obj.magic}. All
 * conversions that Java cannot check are here.
 */
public final class Erased {
    /** A proof, extraction's {@code __}: it can be passed on, and applied to anything gives itself. */
    public static final Object PROOF = new Func<Object, Object>() {
        @Override
        public Object step(Object argument, TailCall tail) {
            return this;
        }

        @Override
        public String toString() {
            return "__";
        }
    };

    private Erased() {}

    /**
     * {@code value} as a {@code T}, OCaml's {@code Obj.magic}. What is converted is checked where it is used: a value of
     * another class than {@code T} is a {@link ClassCastException} there.
     */
    @SuppressWarnings("unchecked") // Rocq's types say that the value is a T
    public static <T> T cast(Object value) {
        return (T) value;
    }
}
