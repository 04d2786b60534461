package dev.espalier.core.bytecode;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Inspects one class: its version, what it extends, its fields and methods, and in the end all classes it names. */
final class ClassInspection {
    private final Archive archive;
    private final StaticState statics;
    private final ClassModel model;
    private final String name;
    private final List<Finding> findings;
    private final Set<String> reported = new HashSet<>();

    /** Of {@code model}; what is found goes to {@code findings}. */
    ClassInspection(Archive archive, StaticState statics, ClassModel model, List<Finding> findings) {
        this.archive = archive;
        this.statics = statics;
        this.model = model;
        this.name = Archive.name(model);
        this.findings = findings;
    }

    void inspect() {
        if (model.majorVersion() != ClassFile.JAVA_25_VERSION || model.minorVersion() != 0) {
            report(
                    "",
                    0,
                    "has version " + model.majorVersion() + "." + model.minorVersion(),
                    "cores are compiled for Java 25, " + ClassFile.JAVA_25_VERSION + ".0, without previews");
        }
        model.superclass().ifPresent(above -> type("", 0, "extends", above.asSymbol()));
        model.interfaces().forEach(above -> type("", 0, "implements", above.asSymbol()));
        annotations("", model);
        for (FieldModel field : model.fields()) {
            field(field);
        }
        for (MethodModel method : model.methods()) {
            method(method);
        }
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry named) {
                named(named.asSymbol());
            }
        }
    }

    private void field(FieldModel field) {
        String member = field.fieldName().stringValue();
        type(member, 0, "is a field of type", field.fieldTypeSymbol());
        annotations(member, field);
        kept(member, 0, field.fieldTypeSymbol());
        if (!field.flags().has(AccessFlag.STATIC)) {
            return;
        }
        if (!field.flags().has(AccessFlag.FINAL)) {
            report(member, 0, "is a static field that is not final", "a core keeps no state between calls");
            return;
        }
        statics.reasonAgainst(model, field)
                .ifPresent(reason -> report(member, 0, "is a static field that holds what can change", reason));
    }

    private void method(MethodModel method) {
        String member = method.methodName().stringValue();
        MethodTypeDesc type = method.methodTypeSymbol();
        if (method.flags().has(AccessFlag.NATIVE)) {
            report(member, 0, "is a native method", "a core is Java alone");
        }
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            report(member, 0, "is a synchronized method", "a core knows nothing of threads");
        }
        if (member.equals("finalize") && type.parameterCount() == 0) {
            report(member, 0, "is a finalizer", "it runs when the collector likes");
        }
        types(member, 0, "has a type that names", type);
        annotations(member, method);
        method.code().ifPresent(code -> new CodeInspection(archive, this, name, member).inspect(code));
    }

    /** Reports what is not permitted of a method's type. */
    void types(String member, int line, String how, MethodTypeDesc type) {
        type(member, line, how, type.returnType());
        type.parameterList().forEach(parameter -> type(member, line, how, parameter));
    }

    /** Reports {@code type} unless it is permitted. */
    void type(String member, int line, String how, ClassDesc type) {
        if (!archive.permits(type)) {
            String shown = shown(type);
            reported.add(shown);
            report(member, line, how + " " + shown, outside(shown));
        }
    }

    /** Reports that something of {@code type} is kept, unless it may be. */
    void kept(String member, int line, ClassDesc type) {
        if (Mutability.isTransient(type)) {
            report(member, line, "keeps a " + shown(type), "it belongs to the call that it was made for");
        }
    }

    /** Reports a finding. */
    void report(String member, int line, String found, String reason) {
        findings.add(new Finding(name, member, line, found, reason));
    }

    /** Why the class {@code shown} is refused. */
    static String outside(String shown) {
        return shown.startsWith("java.") || shown.startsWith("javax.") || shown.startsWith("jdk.")
                ? "it is not among the parts of Java's library that only compute"
                : "it is neither in the archive nor in core-api";
    }

    /** What nothing above has seen: a class named in an attribute, for example. */
    private void named(ClassDesc type) {
        if (!type.isArray() && JavaLibrary.isLinkage(Archive.name(type))) {
            return;
        }
        if (!archive.permits(type) && reported.add(shown(type))) {
            report("", 0, "names " + shown(type), outside(shown(type)));
        }
    }

    /** Notes that {@code type} has been reported in this class. */
    void seen(ClassDesc type) {
        reported.add(shown(type));
    }

    private void annotations(String member, AttributedElement element) {
        Optional<List<Annotation>> visible =
                element.findAttribute(Attributes.runtimeVisibleAnnotations()).map(attribute -> attribute.annotations());
        visible.orElse(List.of()).forEach(annotation -> type(member, 0, "is annotated with", annotation.classSymbol()));
    }

    /** A type as Java writes it, with the package; nested classes by their binary names. */
    static String shown(ClassDesc type) {
        if (type.isArray()) {
            return shown(type.componentType()) + "[]";
        }
        return type.isPrimitive() ? type.displayName() : Archive.name(type);
    }
}
