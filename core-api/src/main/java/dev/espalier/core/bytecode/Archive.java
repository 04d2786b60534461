package dev.espalier.core.bytecode;

import dev.espalier.core.StoreCore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The classes of an archive, and what they may refer to: each other, {@code core-api}, a part of Java's library. */
final class Archive {
    private static final String CORE_API = "dev.espalier.core.";

    /** This package reads files, and is no core's business. */
    private static final String INSPECTION = Archive.class.getPackageName() + ".";

    private final SortedMap<String, ClassModel> own;
    private final Map<String, Optional<ClassModel>> coreApi = new HashMap<>();

    /** Of the classes {@code own}, by their binary names. */
    Archive(SortedMap<String, ClassModel> own) {
        this.own = new TreeMap<>(own);
    }

    /** The archive's own classes, sorted by name. */
    List<ClassModel> classes() {
        return List.copyOf(own.values());
    }

    /** The archive's own class of that name. */
    Optional<ClassModel> ownClass(String name) {
        return Optional.ofNullable(own.get(name));
    }

    /** The class of that name, of the archive or of {@code core-api}. */
    Optional<ClassModel> find(String name) {
        ClassModel mine = own.get(name);
        if (mine != null) {
            return Optional.of(mine);
        }
        return isCoreApi(name) ? coreApi.computeIfAbsent(name, Archive::readCoreApi) : Optional.empty();
    }

    /** Whether {@code name} is of what a core is written against. */
    static boolean isCoreApi(String name) {
        return name.startsWith(CORE_API) && !name.startsWith(INSPECTION);
    }

    /** Whether the archive may name {@code type}; of an array, the type of its elements. */
    boolean permits(ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (element.isPrimitive()) {
            return true;
        }
        String name = name(element);
        return find(name).isPresent() || JavaLibrary.hasType(name);
    }

    /**
     * Whether the archive may use the member: the class that declares it, {@code owner} or one above, is the archive's or
     * of {@code core-api}, or the library has it on its list.
     */
    boolean permits(ClassDesc owner, String member, String descriptor) {
        if (owner.isArray()) {
            return member.equals("clone");
        }
        Optional<ClassModel> known = find(name(owner));
        if (known.isEmpty()) {
            return JavaLibrary.hasMember(name(owner), member);
        }
        ClassModel model = known.get();
        if (declares(model, member, descriptor)) {
            return true;
        }
        if (member.equals("<init>")) {
            return false;
        }
        List<ClassEntry> above = new ArrayList<>(model.interfaces());
        model.superclass().ifPresent(above::add);
        return above.stream().anyMatch(entry -> permits(entry.asSymbol(), member, descriptor));
    }

    private static boolean declares(ClassModel model, String member, String descriptor) {
        return model.methods().stream()
                        .anyMatch(method -> method.methodName().equalsString(member)
                                && method.methodType().equalsString(descriptor))
                || model.fields().stream()
                        .anyMatch(field -> field.fieldName().equalsString(member)
                                && field.fieldType().equalsString(descriptor));
    }

    private static Optional<ClassModel> readCoreApi(String name) {
        String resource = name.replace('.', '/') + ".class";
        try (InputStream in = StoreCore.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** The binary name of a class or interface. */
    static String name(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    /** The binary name of a class file. */
    static String name(ClassModel model) {
        return model.thisClass().asInternalName().replace('/', '.');
    }
}
