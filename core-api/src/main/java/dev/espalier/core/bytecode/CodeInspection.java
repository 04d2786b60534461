package dev.espalier.core.bytecode;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.stream.Collectors;

/** Inspects the instructions of one method. */
final class CodeInspection {
    private final Archive archive;
    private final ClassInspection owner;
    private final String className;
    private final String member;
    private int line;

    /** Of the method {@code member} of {@code className}; what is found goes to {@code owner}. */
    CodeInspection(Archive archive, ClassInspection owner, String className, String member) {
        this.archive = archive;
        this.owner = owner;
        this.className = className;
        this.member = member;
    }

    void inspect(CodeModel code) {
        for (CodeElement element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case FieldInstruction field -> field(field);
                case InvokeInstruction call -> call(call);
                case InvokeDynamicInstruction site -> site(site);
                case ConstantInstruction.LoadConstantInstruction load -> constant(load.constantEntry());
                case NewObjectInstruction made -> type("makes", made.className());
                case NewReferenceArrayInstruction made -> type("makes an array of", made.componentType());
                case NewMultiArrayInstruction made -> type("makes", made.arrayType());
                case TypeCheckInstruction check -> {
                    type("converts to", check.type());
                    owner.kept(member, line, check.type().asSymbol());
                }
                case ExceptionCatch handler -> handler.catchType().ifPresent(caught -> type("catches", caught));
                case MonitorInstruction monitor -> report("takes a monitor", "a core knows nothing of threads");
                case DiscontinuedInstruction old -> report("contains " + old.opcode(), "no compiler writes it");
                default -> {} // arithmetic, locals and branches refer to nothing
            }
        }
    }

    private void field(FieldInstruction field) {
        ClassDesc holder = field.owner().asSymbol();
        String name = field.name().stringValue();
        member(
                field.opcode() == Opcode.GETSTATIC ? "reads" : "uses",
                holder,
                name,
                field.type().stringValue(),
                "");
        boolean own = member.equals("<clinit>") && Archive.name(holder).equals(className);
        if (field.opcode() == Opcode.PUTSTATIC && !own) {
            report(
                    "sets the static field " + ClassInspection.shown(holder) + "." + name,
                    "only the initialiser of its class may");
        }
    }

    private void call(InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        String name = call.name().stringValue();
        member("calls", call.owner().asSymbol(), name, call.type().stringValue(), parameters(type));
    }

    private void site(InvokeDynamicInstruction site) {
        bootstrap("a call site", site.bootstrapMethod());
        owner.types(member, line, "links a call site that names", site.typeSymbol());
        site.bootstrapArgs().forEach(this::argument);
        if (site.bootstrapMethod().methodName().equals("metafactory")) {
            site.typeSymbol().parameterList().forEach(captured -> owner.kept(member, line, captured));
        }
    }

    private void constant(LoadableConstantEntry entry) {
        switch (entry) {
            case ClassEntry named -> type("loads the class object of", named);
            default -> {
                switch (entry.constantValue()) {
                    case DynamicConstantDesc<?> dynamic -> report("loads a computed constant", "no core needs one");
                    case MethodHandleDesc handle -> report("loads a method handle", "that is reflection");
                    case MethodTypeDesc type -> report("loads a method type", "that is reflection");
                    default -> {}
                }
            }
        }
    }

    /** An argument of the method that links a call site: types and the methods that the site will call. */
    private void argument(ConstantDesc argument) {
        switch (argument) {
            case ClassDesc type -> owner.type(member, line, "links a call site that names", type);
            case MethodTypeDesc type -> owner.types(member, line, "links a call site that names", type);
            case DirectMethodHandleDesc handle ->
                member(
                        "links a call site to",
                        handle.owner(),
                        name(handle),
                        handle.lookupDescriptor(),
                        isField(handle) ? "" : parameters(MethodTypeDesc.ofDescriptor(handle.lookupDescriptor())));
            case DynamicConstantDesc<?> dynamic ->
                report("links a call site with a computed constant", "no core needs one");
            default -> {}
        }
    }

    private static String name(DirectMethodHandleDesc handle) {
        return handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR ? "<init>" : handle.methodName();
    }

    private static boolean isField(DirectMethodHandleDesc handle) {
        return switch (handle.kind()) {
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> true;
            default -> false;
        };
    }

    private void bootstrap(String what, DirectMethodHandleDesc method) {
        String holder = Archive.name(method.owner());
        if (!JavaLibrary.hasBootstrap(holder, method.methodName())) {
            owner.seen(method.owner());
            report(
                    "links " + what + " by " + holder + "." + method.methodName(),
                    "only lambdas, records, switches and the joining of strings are linked");
        }
    }

    private void member(String how, ClassDesc holder, String name, String descriptor, String parameters) {
        if (!archive.permits(holder, name, descriptor)) {
            owner.seen(holder);
            String shown = ClassInspection.shown(holder);
            report(
                    how + " " + shown + "." + name + parameters,
                    archive.permits(holder)
                            ? "it is not among the members that only compute"
                            : ClassInspection.outside(shown));
        }
    }

    private static String parameters(MethodTypeDesc type) {
        return type.parameterList().stream().map(ClassInspection::shown).collect(Collectors.joining(", ", "(", ")"));
    }

    private void type(String how, ClassEntry type) {
        owner.type(member, line, how, type.asSymbol());
    }

    private void report(String found, String reason) {
        owner.report(member, line, found, reason);
    }
}
