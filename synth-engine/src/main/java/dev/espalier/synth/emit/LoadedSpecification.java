package dev.espalier.synth.emit;

import dev.espalier.synth.gate.CompiledSpecification.Loading;
import dev.espalier.synth.gate.FunctorSource;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How files come by a specification: in the search that found a core, and where the core is kept. The two differ for a
 * specification outside of the repository, of which the core gets a copy.
 *
 * @param name what the core's certificate calls it
 * @param path its file, relative to {@code specs/}
 * @param copied the text that is to be there, for one from outside
 * @param found how the search loaded it
 * @param kept how the core loads it
 */
record LoadedSpecification(String name, String path, Optional<String> copied, Loading found, Loading kept) {
    /** The folder for users' own specifications. */
    static final String OWN = "own";

    private static final Pattern NAME = Pattern.compile("[a-z0-9+]+([/-][a-z0-9+]+)*");

    /**
     * How {@code specification} is loaded.
     *
     * @param searched the sources of the search: a specification may have been copied since
     */
    static LoadedSpecification of(Specification specification, Set<String> searched) throws IOException {
        FunctorSource source = specification.source();
        String file = source.path().substring(source.path().indexOf('/') + 1);
        String stem = file.substring(0, file.length() - ".v".length());
        String there = FunctorSource.OUTSIDE + "/" + file;
        boolean outside = source.outside().isPresent();
        String path = outside ? OWN + "/" + file : source.path();
        String name = NAME.matcher(specification.name()).matches()
                ? specification.name()
                : (outside ? OWN : folder(path)) + "/" + CoreName.words(stem);
        return new LoadedSpecification(
                name,
                path,
                outside ? Optional.of(Files.readString(source.outside().get())) : Optional.empty(),
                loading(source, searched.contains(there) ? there : source.path(), stem),
                loading(source, path, stem));
    }

    private static String folder(String path) {
        return path.substring(0, path.indexOf('/'));
    }

    private static Loading loading(FunctorSource source, String path, String stem) {
        String logical = "Espalier." + capital(folder(path)) + "." + stem;
        List<String> modules = new ArrayList<>(List.of(logical));
        String applied = logical + "." + source.functor() + " P";
        if (source.guarantees().isPresent()) {
            modules.add("Espalier.Strong.Guarantees");
            applied += " Espalier.Strong.Guarantees." + source.guarantees().get();
        }
        return new Loading(applied, modules, "");
    }

    private static String capital(String folder) {
        return folder.substring(0, 1).toUpperCase(Locale.ROOT) + folder.substring(1);
    }

    /** The sentence that loads {@code module}. */
    static String required(String module) {
        int dot = module.lastIndexOf('.');
        return "From " + module.substring(0, dot) + " Require " + module.substring(dot + 1) + ".\n";
    }
}
