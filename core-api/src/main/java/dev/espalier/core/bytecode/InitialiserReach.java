package dev.espalier.core.bytecode;

import dev.espalier.core.bytecode.Mutability.Nature;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the initialiser of a class can run. An over-approximation: a call of a method that objects have may reach every
 * method of that name and type in the archive, and a function that is made may be called.
 */
final class InitialiserReach {
    private final Archive archive;
    private final Mutability mutability;

    InitialiserReach(Archive archive, Mutability mutability) {
        this.archive = archive;
        this.mutability = mutability;
    }

    /** The first place found where the initialiser of {@code model} may make an object that can change. */
    Optional<String> made(ClassModel model) {
        Walk walk = new Walk();
        walk.initialise(model.thisClass().asSymbol());
        while (!walk.pending.isEmpty()) {
            Method next = walk.pending.remove();
            Optional<String> made = walk.run(next);
            if (made.isPresent()) {
                return made;
            }
        }
        return Optional.empty();
    }

    private record Method(String className, String name, String descriptor) {
        String shown() {
            return className + "." + name;
        }
    }

    private final class Walk {
        final Deque<Method> pending = new ArrayDeque<>();
        private final Set<Method> seen = new HashSet<>();

        void initialise(ClassDesc type) {
            call(new Method(Archive.name(type), "<clinit>", "()V"));
        }

        private void call(Method method) {
            if (archive.ownClass(method.className).isPresent() && seen.add(method)) {
                pending.add(method);
            }
        }

        /** A call of {@code name} on an object may run what any class of the archive has of that name. */
        private void callAny(String name, String descriptor) {
            for (ClassModel model : archive.classes()) {
                call(new Method(Archive.name(model), name, descriptor));
            }
        }

        /** Whoever has an object may call all its methods: what is outside of the archive calls back. */
        private void callAll(ClassDesc type) {
            archive.ownClass(Archive.name(type))
                    .ifPresent(model -> model.methods()
                            .forEach(method -> call(new Method(
                                    Archive.name(model),
                                    method.methodName().stringValue(),
                                    method.methodType().stringValue()))));
        }

        private Optional<String> run(Method method) {
            ClassModel owner = archive.ownClass(method.className).orElseThrow();
            for (MethodModel found : owner.methods()) {
                if (!found.methodName().equalsString(method.name)
                        || !found.methodType().equalsString(method.descriptor)
                        || isOfCompiler(owner, found)) {
                    continue;
                }
                for (CodeElement element :
                        found.code().<Iterable<CodeElement>>map(c -> c).orElse(Set.of())) {
                    Optional<String> made = step(element);
                    if (made.isPresent()) {
                        return made.map(what -> method.shown() + " makes " + what);
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<String> step(CodeElement element) {
            return switch (element) {
                case NewPrimitiveArrayInstruction made -> Optional.of("an array");
                case NewReferenceArrayInstruction made -> Optional.of("an array");
                case NewMultiArrayInstruction made -> Optional.of("an array");
                case NewObjectInstruction made -> {
                    ClassDesc type = made.className().asSymbol();
                    initialise(type);
                    callAll(type);
                    yield mutable(type);
                }
                case FieldInstruction field -> {
                    initialise(field.owner().asSymbol());
                    yield Optional.empty();
                }
                case InvokeInstruction call -> {
                    call(call);
                    yield given(call.owner().asSymbol(), call.typeSymbol());
                }
                case InvokeDynamicInstruction site -> {
                    site.bootstrapArgs().stream()
                            .filter(DirectMethodHandleDesc.class::isInstance)
                            .map(DirectMethodHandleDesc.class::cast)
                            .forEach(this::handle);
                    yield Optional.empty();
                }
                default -> Optional.empty();
            };
        }

        private void call(InvokeInstruction call) {
            String name = call.name().stringValue();
            String descriptor = call.type().stringValue();
            switch (call.opcode()) {
                case INVOKESTATIC -> {
                    initialise(call.owner().asSymbol());
                    call(new Method(Archive.name(call.owner().asSymbol()), name, descriptor));
                }
                case INVOKESPECIAL -> call(new Method(Archive.name(call.owner().asSymbol()), name, descriptor));
                default -> callAny(name, descriptor);
            }
        }

        private void handle(DirectMethodHandleDesc handle) {
            initialise(handle.owner());
            if (handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
                call(new Method(Archive.name(handle.owner()), "<init>", handle.lookupDescriptor()));
            } else {
                callAny(handle.methodName(), handle.lookupDescriptor());
            }
        }

        /** What a call outside of the archive gives may be new. */
        private Optional<String> given(ClassDesc owner, MethodTypeDesc type) {
            boolean own =
                    !owner.isArray() && archive.ownClass(Archive.name(owner)).isPresent();
            return own || type.returnType().equals(ConstantDescs.CD_void)
                    ? Optional.empty()
                    : mutable(type.returnType());
        }

        private Optional<String> mutable(ClassDesc type) {
            return mutability.ofClass(type) == Nature.MUTABLE && !Mutability.isTransient(type)
                    ? Optional.of("a " + ClassInspection.shown(type) + ", not all of which is final")
                    : Optional.empty();
        }

        private static boolean isOfCompiler(ClassModel owner, MethodModel method) {
            boolean constants = owner.flags().has(AccessFlag.ENUM)
                    && (method.methodName().equalsString("$values")
                            || method.methodName().equalsString("values"));
            return constants || owner.flags().has(AccessFlag.SYNTHETIC);
        }
    }
}
