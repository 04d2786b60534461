package dev.espalier.bridge.validate;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes compiled classes stoppable: a call that does not end must not hold a processor, its stack and its heap for as
 * long as this process lives, and nothing in Java stops a thread that does not listen. So it is made to listen: at the
 * start of each method and before each jump backwards, which any computation without end passes again and again.
 */
final class StoppableClasses {
    /** Compiled and loaded with the classes that are made stoppable, so that each program has a request of its own. */
    static final String STOP = "dev.espalier.validation.Stop";

    /** What a stopped call throws. */
    static final String STOPPED = STOP + "$Stopped";

    static final String SOURCE = """
            package dev.espalier.validation;

            public final class Stop {
                public static volatile boolean requested;

                private Stop() {}

                public static void poll() {
                    if (requested) {
                        throw new Stopped();
                    }
                }

                static final class Stopped extends Error {
                    private static final long serialVersionUID = 1L;

                    Stopped() {
                        super("stopped", null, false, false);
                    }
                }
            }
            """;

    private StoppableClasses() {}

    /** The bytes of {@code classes}, by name, each stoppable but for {@link #STOP} itself. */
    static Map<String, byte[]> of(Map<String, byte[]> classes) {
        ClassHierarchyResolver own = ClassHierarchyResolver.ofResourceParsing(description -> {
            byte[] bytes = classes.get(name(description));
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                own.orElse(ClassHierarchyResolver.ofClassLoading(StoppableClasses.class.getClassLoader()))
                        .orElse(ClassHierarchyResolver.defaultResolver())));
        Map<String, byte[]> stoppable = new HashMap<>();
        classes.forEach((name, bytes) -> stoppable.put(name, isOwn(name) ? bytes : stoppable(classFile, bytes)));
        return stoppable;
    }

    private static boolean isOwn(String name) {
        return name.equals(STOP) || name.equals(STOPPED);
    }

    private static String name(ClassDesc description) {
        String packageName = description.packageName();
        return packageName.isEmpty() ? description.displayName() : packageName + "." + description.displayName();
    }

    private static byte[] stoppable(ClassFile classFile, byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        return classFile.transformClass(
                model,
                ClassTransform.transformingMethods(
                        method -> !method.methodName().equalsString(ConstantDescs.INIT_NAME), (builder, element) -> {
                            if (element instanceof CodeModel code) {
                                builder.transformCode(code, CodeTransform.ofStateful(Polling::new));
                            } else {
                                builder.with(element);
                            }
                        }));
    }

    /** Asks at the start, and before each instruction that may jump to a place already seen. */
    private static final class Polling implements CodeTransform {
        private static final ClassDesc OWNER = ClassDesc.of(STOP);

        private final Set<Label> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        @Override
        public void atStart(CodeBuilder builder) {
            poll(builder);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            switch (element) {
                case LabelTarget target -> seen.add(target.label());
                case BranchInstruction branch when seen.contains(branch.target()) -> poll(builder);
                case TableSwitchInstruction table
                when isBackwards(table.defaultTarget(), table.cases()) -> poll(builder);
                case LookupSwitchInstruction lookup
                when isBackwards(lookup.defaultTarget(), lookup.cases()) -> poll(builder);
                default -> {}
            }
            builder.with(element);
        }

        private boolean isBackwards(Label otherwise, List<SwitchCase> cases) {
            return seen.contains(otherwise) || cases.stream().anyMatch(one -> seen.contains(one.target()));
        }

        private static void poll(CodeBuilder builder) {
            builder.invokestatic(OWNER, "poll", MethodTypeDesc.of(ConstantDescs.CD_void));
        }
    }
}
