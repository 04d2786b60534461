package dev.espalier.bridge.java;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Java names from OCaml names. */
final class JavaNames {
    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "null",
            "_",
            "var",
            "yield",
            "record",
            "sealed",
            "permits",
            "when",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "equals",
            "values",
            "valueOf");
    private static final Set<String> TAKEN_TYPES = Set.of(
            "Object",
            "String",
            "Long",
            "Boolean",
            "Integer",
            "Math",
            "Record",
            "Override",
            "Enum",
            "Comparable",
            "Iterable",
            "Error",
            "Exception",
            "Thread",
            "System",
            "Void",
            "Class",
            "Character",
            "Byte",
            "Short",
            "Double",
            "Float",
            "Number",
            "Module",
            "Process",
            "Package",
            "Runtime",
            "Deprecated",
            "SuppressWarnings",
            "SafeVarargs",
            "FunctionalInterface",
            "ConsList",
            "NumberedList",
            "Pair",
            "Option",
            "Func",
            "TailCall",
            "Unit",
            "AbsurdException",
            "Erased",
            "BigInteger",
            "BigIntegers",
            "ByteString",
            "Carry",
            "Characters",
            "FixedArray",
            "FloatClass",
            "FloatComparison",
            "Floats",
            "Integers",
            "OcamlException",
            "PersistentArray",
            "Result",
            "Structural",
            "Uint63",
            "Lazy",
            "Whole",
            "LongMath",
            "Core",
            "NodeCore",
            "NodeId",
            "Bytes",
            "Value",
            "Requested",
            "Answered",
            "PayloadReader",
            "PayloadWriter",
            "MalformedPayloadException",
            "Parameters");

    private JavaNames() {}

    /** A method's, component's or variable's name: {@code put_time'} gives {@code putTimePrime}. */
    static String lower(String ocaml) {
        String name = camel(ocaml);
        if (name.isEmpty()) {
            return "unnamed";
        }
        name = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return RESERVED.contains(name) ? name + "_" : name;
    }

    /** A class's name: {@code put_record} gives {@code PutRecord}. */
    static String upper(String ocaml) {
        String name = camel(ocaml);
        return name.isEmpty() ? "Type" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** A class's name that does not hide one that generated code refers to. */
    static String type(String ocaml) {
        String name = upper(ocaml);
        return TAKEN_TYPES.contains(name) ? name + "Type" : name;
    }

    /** A constant's name: {@code IsNul} gives {@code IS_NUL}. */
    static String constant(String ocaml) {
        String name = upper(ocaml);
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean word = i > 0 && Character.isUpperCase(name.charAt(i)) && !Character.isUpperCase(name.charAt(i - 1));
            constant.append(word ? "_" : "").append(Character.toUpperCase(name.charAt(i)));
        }
        return constant.toString();
    }

    /** {@code wish}, with a number if it is {@code taken}. */
    static String free(String wish, Predicate<String> taken) {
        String name = wish;
        for (int i = 2; taken.test(name); i++) {
            name = wish + i;
        }
        return name;
    }

    private static String camel(String ocaml) {
        StringBuilder name = new StringBuilder();
        boolean up = false;
        for (int i = 0; i < ocaml.length(); i++) {
            char c = ocaml.charAt(i);
            if (c == '_') {
                up = !name.isEmpty();
            } else if (c == '\'') {
                name.append("Prime");
            } else if (Character.isLetterOrDigit(c)) {
                if (name.isEmpty() && Character.isDigit(c)) {
                    name.append('n');
                }
                name.append(up ? Character.toUpperCase(c) : c);
                up = false;
            } else {
                name.append("Op").append((int) c);
            }
        }
        return name.toString();
    }
}
