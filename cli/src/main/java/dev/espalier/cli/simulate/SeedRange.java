package dev.espalier.cli.simulate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Seeds from one number to another.
 *
 * @param first the first
 * @param last the last; not before the first
 */
record SeedRange(long first, long last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

    /** Reads {@code A..B}. */
    static final class Converter implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
                throw new TypeConversionException("\"" + text + "\" is no range of seeds; give for example 1..5000");
            }
            return new SeedRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
    }
}
