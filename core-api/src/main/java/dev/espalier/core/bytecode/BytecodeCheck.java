package dev.espalier.core.bytecode;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks that the classes of a core do nothing but compute. They may refer to each other, to {@code core-api}, and to
 * the part of Java's library that {@link JavaLibrary} lists; whatever else they name is refused. Refused as well are
 * native and synchronized methods, monitors, finalizers, call sites and constants that are linked by unusual methods,
 * class files of another version, and static fields that can change or that hold something that can.
 *
 * <p>{@code core-api} itself is trusted. That the classes are well formed is the verifier's part, when they are loaded.
 */
public final class BytecodeCheck {
    private BytecodeCheck() {}

    /**
     * Checks an archive.
     *
     * @param classes all its class files by the binary names of their classes; see {@link ArchiveClasses}
     */
    public static BytecodeReport check(Map<String, byte[]> classes) {
        List<Finding> findings = new ArrayList<>();
        SortedMap<String, ClassModel> models = new TreeMap<>();
        new TreeMap<>(classes).forEach((name, bytes) -> parse(name, bytes, models, findings));
        Archive archive = new Archive(models);
        StaticState statics = new StaticState(archive);
        for (ClassModel model : archive.classes()) {
            List<Finding> inClass = new ArrayList<>();
            try {
                new ClassInspection(archive, statics, model, inClass).inspect();
            } catch (IllegalArgumentException e) { // what the parser says of a malformed part, when that is read
                inClass.add(malformed(Archive.name(model), e));
            }
            findings.addAll(inClass);
        }
        return new BytecodeReport(classes.size(), findings);
    }

    private static void parse(String name, byte[] bytes, SortedMap<String, ClassModel> models, List<Finding> findings) {
        try {
            ClassModel model = ClassFile.of().parse(bytes);
            if (Archive.name(model).equals(name)) {
                models.put(name, model);
            } else {
                findings.add(new Finding(
                        name, "", 0, "is a file of class " + Archive.name(model), "the names must be the same"));
            }
        } catch (IllegalArgumentException e) {
            findings.add(malformed(name, e));
        }
    }

    private static Finding malformed(String name, IllegalArgumentException e) {
        return new Finding(name, "", 0, "is not a class file", String.valueOf(e.getMessage()));
    }
}
