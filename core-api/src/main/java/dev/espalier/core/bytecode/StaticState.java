package dev.espalier.core.bytecode;

import dev.espalier.core.bytecode.Mutability.Nature;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.Optional;

/**
 * Whether what static fields hold can change. A field is good if its type says that nothing of it changes. Where the
 * type does not say, as for functions and for {@code Object}, the field is good if nothing that the initialiser of its
 * class can run makes an object that may change: then there is none to hold.
 */
final class StaticState {
    private final Mutability mutability;
    private final InitialiserReach reach;

    StaticState(Archive archive) {
        this.mutability = new Mutability(archive);
        this.reach = new InitialiserReach(archive, mutability);
    }

    /** Why the static final {@code field} of {@code owner} is refused, if it is. */
    Optional<String> reasonAgainst(ClassModel owner, FieldModel field) {
        if (isOfCompiler(owner, field)) {
            return Optional.empty();
        }
        Nature nature = mutability.of(field);
        return switch (nature) {
            case IMMUTABLE -> Optional.empty();
            case MUTABLE -> Optional.of("not all that is in a " + shown(field) + " is final");
            case OPAQUE ->
                reach.made(owner).map(made -> "its type " + shown(field) + " does not say what is in it, and " + made);
        };
    }

    /** The arrays that the compiler keeps for {@code values()} of an enumeration and for switches on one. */
    private static boolean isOfCompiler(ClassModel owner, FieldModel field) {
        if (!field.flags().has(AccessFlag.SYNTHETIC)) {
            return false;
        }
        boolean constants = owner.flags().has(AccessFlag.ENUM)
                && field.flags().has(AccessFlag.PRIVATE)
                && field.fieldName().equalsString("$VALUES");
        boolean table = owner.flags().has(AccessFlag.SYNTHETIC)
                && field.fieldName().stringValue().startsWith("$SwitchMap$");
        return constants || table;
    }

    private static String shown(FieldModel field) {
        ClassDesc type = field.fieldTypeSymbol();
        return ClassInspection.shown(type);
    }
}
