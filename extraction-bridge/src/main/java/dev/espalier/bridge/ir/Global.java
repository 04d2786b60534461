package dev.espalier.bridge.ir;

import dev.espalier.bridge.source.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value defined at the top of a module. Compared by identity. */
public final class Global {
    private final String name;
    private final List<String> modules;
    private final Position position;
    private final boolean lifted;
    private Type type;
    private List<Type.Parameter> parameters = List.of();
    private @Nullable Expr body;
    private String shownType = "";
    private String description = "";
    private boolean restartable = true;
    private boolean shallow;

    /**
     * A value not yet typed.
     *
     * @param modules the modules that it is defined in, from the outermost inwards
     * @param lifted whether a pass made it out of a local function
     */
    public Global(String name, List<String> modules, Position position, Type type, boolean lifted) {
        this.name = name;
        this.modules = List.copyOf(modules);
        this.position = position;
        this.type = type;
        this.lifted = lifted;
    }

    /** The OCaml name. */
    public String name() {
        return name;
    }

    /** The modules that it is defined in, from the outermost inwards. */
    public List<String> modules() {
        return modules;
    }

    /** Where it is defined. */
    public Position position() {
        return position;
    }

    /** Whether a pass made it out of a local function. */
    public boolean lifted() {
        return lifted;
    }

    /** The type, over its {@link #parameters}. */
    public Type type() {
        return type;
    }

    /** Its type parameters. */
    public List<Type.Parameter> parameters() {
        return parameters;
    }

    /** Sets type and parameters after generalisation. */
    public void generalise(Type generalType, List<Type.Parameter> generalised) {
        this.type = generalType;
        this.parameters = List.copyOf(generalised);
    }

    /** What it is defined as. */
    public Expr body() {
        if (body == null) {
            throw new IllegalStateException(name + " has no body yet");
        }
        return body;
    }

    /** Sets what it is defined as. */
    public void define(Expr newBody) {
        this.body = newBody;
    }

    /** Its type as OCaml writes it. */
    public String shownType() {
        return shownType;
    }

    /** Sets its type as OCaml writes it. */
    public void show(String newShownType) {
        this.shownType = newShownType;
    }

    /** What it is, in a sentence, if a pass made it and it comes from no one definition; empty otherwise. */
    public String description() {
        return description;
    }

    /** Says what it is. */
    public void describe(String newDescription) {
        this.description = newDescription;
    }

    /** Whether a call that the stack was too small for may be made again: it has no effect but its result. */
    public boolean restartable() {
        return restartable;
    }

    /** Notes that it updates in place what it is given, itself or through what it calls. */
    public void forbidRestart() {
        this.restartable = false;
    }

    /** Whether it calls itself so seldom that no stack is too small for it. */
    public boolean shallow() {
        return shallow;
    }

    /** Notes that it calls itself a few times at most. */
    public void boundDepth() {
        this.shallow = true;
    }

    /** Number of parameters that a call must supply: those of the outermost function. */
    public int arity() {
        return body instanceof Expr.Lambda lambda ? lambda.parameters().size() : 0;
    }

    @Override
    public String toString() {
        return modules.isEmpty() ? name : String.join(".", modules) + "." + name;
    }
}
