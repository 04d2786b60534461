package dev.espalier.bridge.passes.tailcalls;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.passes.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One definition in the place of several that call each other in tail position. */
final class MergedLoop {
    private final List<Global> members;
    private final Local state = new Local("state", Builtins.INT_TYPE);
    private final List<Local> slots = new ArrayList<>();

    /** For each member, the slot of each of its parameters. */
    private final Map<Global, List<Local>> places = new HashMap<>();

    private final Global loop;
    private final Type loopType;

    /** Merges {@code members}, which then call the merged definition. */
    MergedLoop(List<Global> members) {
        this.members = members;
        Map<Global, Expr.Lambda> bodies = new HashMap<>();
        for (Global member : members) {
            Expr.Lambda lambda = (Expr.Lambda) member.body();
            bodies.put(member, lambda);
            List<Local> used = new ArrayList<>();
            lambda.parameters().forEach(parameter -> used.add(slot(parameter, used)));
            places.put(member, used);
        }
        Global first = members.getFirst();
        Type type = bodies.get(first).body().type();
        for (Local slot : slots.reversed()) {
            type = new Type.Arrow(slot.type(), type);
        }
        loopType = new Type.Arrow(Builtins.INT_TYPE, type);
        loop = new Global(first.name() + "_loop", first.modules(), first.position(), loopType, true);
        Set<Type.Parameter> parameters = new LinkedHashSet<>();
        members.forEach(member -> parameters.addAll(member.parameters()));
        loop.generalise(loopType, List.copyOf(parameters));
        loop.describe("The tail calls of "
                + members.stream()
                        .map(member -> "{@code " + member.name().replace('_', ' ') + "}")
                        .collect(Collectors.joining(", "))
                + " as one loop: {@code state} says which of them, counted from 0, goes on.");
        if (!members.stream().allMatch(Global::restartable)) {
            loop.forbidRestart();
        }
        loop.define(body(bodies));
        members.forEach(this::enter);
    }

    /** The merged definition. */
    Global global() {
        return loop;
    }

    /** The variable that holds {@code parameter}: members share those of one name and type. */
    private Local slot(Local parameter, List<Local> taken) {
        Type type = Tails.resolved(parameter.type());
        for (Local slot : slots) {
            if (!taken.contains(slot)
                    && slot.name().equals(parameter.name())
                    && Tails.resolved(slot.type()).equals(type)) {
                return slot;
            }
        }
        Local slot = new Local(parameter.name().equals("_") ? "unnamed" : parameter.name(), parameter.type());
        slots.add(slot);
        return slot;
    }

    private Expr.Lambda body(Map<Global, Expr.Lambda> bodies) {
        Expr result = null;
        for (int number = members.size() - 1; number >= 0; number--) {
            Global member = members.get(number);
            Expr.Lambda lambda = bodies.get(member);
            Map<Local, Expr> renaming = new HashMap<>();
            for (int i = 0; i < lambda.parameters().size(); i++) {
                renaming.put(
                        lambda.parameters().get(i),
                        new Expr.LocalRef(places.get(member).get(i)));
            }
            Expr body = Substitution.substitute(
                    Tails.map(lambda.body(), this::hasCall, tail -> redirect(tail, member)), renaming);
            result = result == null ? body : new Expr.If(isState(number), body, result);
        }
        List<Local> parameters = new ArrayList<>(List.of(state));
        parameters.addAll(slots);
        return new Expr.Lambda(parameters, result);
    }

    private Expr isState(int number) {
        Type type = new Type.Arrow(Builtins.INT_TYPE, new Type.Arrow(Builtins.INT_TYPE, Builtins.BOOL_TYPE));
        return new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.EQUAL, type),
                List.of(new Expr.LocalRef(state), new Expr.IntegerLiteral(number)),
                Builtins.BOOL_TYPE);
    }

    private boolean isMemberCall(Expr expr) {
        return MutualTailCalls.isOwnCall(expr)
                && members.contains(((Expr.GlobalRef) ((Expr.Apply) expr).function()).global());
    }

    private boolean hasCall(Expr tail) {
        return TailModuloConstructor.innermost(tail, this::isMemberCall) != null;
    }

    /** A tail of {@code caller}, its call of a member now a call of the loop. */
    private Expr redirect(Expr tail, Global caller) {
        return TailModuloConstructor.mapInnermost(tail, this::isMemberCall, call -> {
            Expr.Apply apply = (Expr.Apply) call;
            Global member = ((Expr.GlobalRef) apply.function()).global();
            Map<Local, Expr> given = new HashMap<>();
            for (int i = 0; i < apply.arguments().size(); i++) {
                given.put(places.get(member).get(i), apply.arguments().get(i));
            }
            List<Expr> arguments = new ArrayList<>();
            arguments.add(
                    member == caller ? new Expr.LocalRef(state) : new Expr.IntegerLiteral(members.indexOf(member)));
            slots.forEach(slot -> arguments.add(given.getOrDefault(slot, new Expr.LocalRef(slot))));
            return call(arguments, apply.type());
        });
    }

    private Expr call(List<Expr> arguments, Type type) {
        return new Expr.Apply(new Expr.GlobalRef(loop, List.copyOf(loop.parameters()), loopType), arguments, type);
    }

    /** Lets {@code member} enter the loop; the parameters of the others have no value yet, and none is read. */
    private void enter(Global member) {
        Expr.Lambda lambda = (Expr.Lambda) member.body();
        List<Local> parameters = new ArrayList<>();
        Map<Local, Expr> given = new HashMap<>();
        for (int i = 0; i < lambda.parameters().size(); i++) {
            Local old = lambda.parameters().get(i);
            Local parameter = new Local(old.name(), old.type());
            parameters.add(parameter);
            given.put(places.get(member).get(i), new Expr.LocalRef(parameter));
        }
        List<Expr> arguments = new ArrayList<>(List.of(new Expr.IntegerLiteral(members.indexOf(member))));
        slots.forEach(slot -> arguments.add(given.getOrDefault(slot, unread(slot.type()))));
        member.define(new Expr.Lambda(parameters, call(arguments, lambda.body().type())));
    }

    private static Expr unread(Type type) {
        if (Builtins.isInt(type)) {
            return new Expr.IntegerLiteral(0);
        }
        return Builtins.isBool(type) ? new Expr.BooleanLiteral(false) : new Expr.Unread(type);
    }
}
