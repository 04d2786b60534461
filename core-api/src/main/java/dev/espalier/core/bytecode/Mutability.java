package dev.espalier.core.bytecode;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Signature;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of the objects of a type: whether they can change after they are made. */
final class Mutability {
    /** The answers, from the best to the worst. */
    enum Nature {
        /** Nothing of it changes. */
        IMMUTABLE,
        /** The type does not say: any object, a function and what it has captured. */
        OPAQUE,
        /** It may change. */
        MUTABLE;

        Nature and(Nature other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /**
     * Classes of {@code core-api} whose fields do not show what is promised: {@code Bytes} never gives its array away;
     * {@code Lazy} shows one value, which its function may have from anywhere.
     */
    private static final Map<String, Nature> PROMISED =
            Map.of("dev.espalier.core.Bytes", Nature.IMMUTABLE, "dev.espalier.core.lang.Lazy", Nature.OPAQUE);

    /**
     * Changes while a call lasts, and belongs to it: see {@link dev.espalier.core.lang.TailCall}. It may be made anywhere
     * since the inspections see to it that nothing keeps it: no field, no function, no conversion from another type.
     */
    private static final ClassDesc TRANSIENT = ClassDesc.of("dev.espalier.core.lang.TailCall");

    private final Archive archive;
    private final Map<String, Nature> known = new HashMap<>(PROMISED);

    Mutability(Archive archive) {
        this.archive = archive;
    }

    /** Whether objects of {@code type} may be used and not kept. */
    static boolean isTransient(ClassDesc type) {
        return type.equals(TRANSIENT);
    }

    /** Of what {@code field} holds. */
    Nature of(FieldModel field) {
        return of(field.findAttribute(Attributes.signature())
                .map(attribute -> attribute.asTypeSignature())
                .orElseGet(() -> Signature.of(field.fieldTypeSymbol())));
    }

    /** Of the objects made by {@code new type}, if what they are made of does not change. */
    Nature ofClass(ClassDesc type) {
        return type.isPrimitive() ? Nature.IMMUTABLE : type.isArray() ? Nature.MUTABLE : ofClass(Archive.name(type));
    }

    private Nature of(Signature type) {
        return switch (type) {
            case Signature.BaseTypeSig primitive -> Nature.IMMUTABLE;
            case Signature.ArrayTypeSig array -> Nature.MUTABLE;
            case Signature.TypeVarSig variable -> Nature.OPAQUE;
            case Signature.ClassTypeSig named -> {
                String name = Archive.name(named.classDesc());
                Nature nature = ofClass(name);
                if (named.typeArgs().isEmpty() && isGeneric(name)) {
                    yield nature.and(Nature.OPAQUE);
                }
                for (Signature.TypeArg argument : named.typeArgs()) {
                    nature = nature.and(
                            argument instanceof Signature.TypeArg.Bounded bounded
                                    ? of(bounded.boundType())
                                    : Nature.OPAQUE);
                }
                yield nature;
            }
        };
    }

    private boolean isGeneric(String name) {
        return archive.find(name)
                .flatMap(model -> model.findAttribute(Attributes.signature()))
                .map(attribute -> !attribute.asClassSignature().typeParameters().isEmpty())
                .orElse(false);
    }

    private Nature ofClass(String name) {
        if (name.equals("java.lang.Object") || name.equals("java.lang.Record")) {
            return Nature.OPAQUE;
        }
        if (JavaLibrary.isImmutable(name)) {
            return Nature.IMMUTABLE;
        }
        Nature before = known.get(name);
        if (before != null) {
            return before;
        }
        ClassModel model = archive.find(name).orElse(null);
        if (model == null) {
            return Nature.MUTABLE;
        }
        known.put(name, Nature.IMMUTABLE); // what a recursive type holds of itself makes it no worse
        Nature nature = structure(model);
        known.put(name, nature);
        return nature;
    }

    private Nature structure(ClassModel model) {
        List<ClassDesc> permitted = model.findAttribute(Attributes.permittedSubclasses())
                .map(attribute -> attribute.permittedSubclasses().stream()
                        .map(entry -> entry.asSymbol())
                        .toList())
                .orElse(List.of());
        boolean closed = !permitted.isEmpty() || model.flags().has(AccessFlag.FINAL);
        Nature nature = closed ? Nature.IMMUTABLE : Nature.OPAQUE;
        for (ClassDesc below : permitted) {
            nature = nature.and(ofClass(below));
        }
        for (FieldModel field : model.fields()) {
            if (!field.flags().has(AccessFlag.STATIC)) {
                nature = nature.and(instanceField(field));
            }
        }
        String above =
                model.superclass().map(entry -> Archive.name(entry.asSymbol())).orElse("java.lang.Object");
        boolean plain =
                above.equals("java.lang.Object") || above.equals("java.lang.Record") || above.equals("java.lang.Enum");
        return plain ? nature : nature.and(ofClass(above));
    }

    /** A type parameter counts as what the class is applied to, where it is. */
    private Nature instanceField(FieldModel field) {
        if (!field.flags().has(AccessFlag.FINAL)) {
            return Nature.MUTABLE;
        }
        return field.findAttribute(Attributes.signature())
                .map(attribute -> part(attribute.asTypeSignature()))
                .orElseGet(() -> ofClass(field.fieldTypeSymbol()));
    }

    private Nature part(Signature type) {
        return switch (type) {
            case Signature.TypeVarSig variable -> Nature.IMMUTABLE;
            case Signature.ClassTypeSig named -> {
                Nature nature = ofClass(Archive.name(named.classDesc()));
                for (Signature.TypeArg argument : named.typeArgs()) {
                    nature = nature.and(
                            argument instanceof Signature.TypeArg.Bounded bounded
                                    ? part(bounded.boundType())
                                    : Nature.OPAQUE);
                }
                yield nature;
            }
            default -> of(type);
        };
    }
}
