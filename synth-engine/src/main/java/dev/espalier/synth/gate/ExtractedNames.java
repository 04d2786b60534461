package dev.espalier.synth.gate;

import java.util.regex.Pattern;

/**
 * The extraction gives a module another name if something that it loads is called the same: a specification that loads
 * {@code suite/ReadYourWrites.v} becomes {@code Coq_Specification}, and {@code Specification} is what it loads. Here the
 * one that was asked for gets its name back.
 */
final class ExtractedNames {
    private static final String RENAMED = "Coq_";
    private static final String LOADED = "_loaded";

    private ExtractedNames() {}

    /** Whether {@code functor} has another name in {@code text}. */
    static boolean isRenamed(String text, String functor) {
        return Pattern.compile("^module " + RENAMED + functor + "\\b", Pattern.MULTILINE)
                .matcher(text)
                .find();
    }

    /** The same with {@code functor} as the name of the module that was asked for. */
    static String restored(String text, String functor) {
        return isRenamed(text, functor)
                ? text.replaceAll("\\b" + functor + "\\b", functor + LOADED)
                        .replaceAll("\\b" + RENAMED + functor + "\\b", functor)
                : text;
    }
}
