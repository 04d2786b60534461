package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Commands as others may see them: without passwords. */
final class Redaction {
    private static final Bytes REDACTED = Bytes.utf8("(redacted)");
    private static final Set<String> SECRET_PARAMETERS = Set.of("requirepass", "masterauth", "tls-key-file-pass");

    private Redaction() {}

    /** The command that {@code arguments} are, secrets left out; {@code arguments} itself when there are none. */
    static List<Bytes> shown(CommandSpec spec, List<Bytes> arguments) {
        return switch (spec.name()) {
            case "auth" -> without(arguments, 1, arguments.size());
            case "acl|setuser" -> without(arguments, 2, arguments.size());
            case "hello" -> withoutCredentials(arguments);
            case "config|set" -> withoutSecretParameters(arguments);
            default -> arguments;
        };
    }

    private static List<Bytes> without(List<Bytes> arguments, int from, int to) {
        List<Bytes> shown = new ArrayList<>(arguments);
        for (int i = from; i < Math.min(to, shown.size()); i++) {
            shown.set(i, REDACTED);
        }
        return shown;
    }

    private static List<Bytes> withoutCredentials(List<Bytes> arguments) {
        for (int i = 2; i < arguments.size(); i++) {
            if (Arguments.is(arguments.get(i), "auth")) {
                return without(arguments, i + 1, i + 3);
            }
        }
        return arguments;
    }

    private static List<Bytes> withoutSecretParameters(List<Bytes> arguments) {
        List<Bytes> shown = arguments;
        for (int i = 2; i + 1 < arguments.size(); i += 2) {
            if (SECRET_PARAMETERS.contains(Arguments.lowerCase(arguments.get(i)))) {
                shown = without(shown, i + 1, i + 2);
            }
        }
        return shown;
    }
}
