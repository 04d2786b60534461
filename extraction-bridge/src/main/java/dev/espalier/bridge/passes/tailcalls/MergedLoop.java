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
    private final List<Member> members = new ArrayList<>();
    private final Local state = new Local("state", Builtins.INT_TYPE);
    private final List<Local> slots = new ArrayList<>();
    private final Global loop;
    private final Type loopType;

    /** A definition: what it was, and the slot of each of its parameters. */
    private record Member(Global global, Expr.Lambda lambda, List<Local> slots) {
        boolean isCalled(Expr expr) {
            return MutualTailCalls.isOwnCall(expr)
                    && ((Expr.GlobalRef) ((Expr.Apply) expr).function()).global() == global;
        }
    }

    /** Merges {@code definitions}, which then call the merged definition. */
    MergedLoop(List<Global> definitions) {
        for (Global definition : definitions) {
            Expr.Lambda lambda = (Expr.Lambda) definition.body();
            List<Local> used = new ArrayList<>();
            lambda.parameters().forEach(parameter -> used.add(slot(parameter, used)));
            members.add(new Member(definition, lambda, used));
        }
        Type type = members.getFirst().lambda.body().type();
        for (Local slot : slots.reversed()) {
            type = new Type.Arrow(slot.type(), type);
        }
        loopType = new Type.Arrow(Builtins.INT_TYPE, type);
        Global first = definitions.getFirst();
        loop = new Global(first.name() + "_loop", first.modules(), first.position(), loopType, true);
        Set<Type.Parameter> parameters = new LinkedHashSet<>();
        definitions.forEach(definition -> parameters.addAll(definition.parameters()));
        loop.generalise(loopType, List.copyOf(parameters));
        loop.describe("The tail calls of "
                + definitions.stream()
                        .map(definition -> "{@code " + definition.name().replace('_', ' ') + "}")
                        .collect(Collectors.joining(", "))
                + " as one loop: {@code state} says which of them, counted from 0, goes on.");
        if (!definitions.stream().allMatch(Global::restartable)) {
            loop.forbidRestart();
        }
        loop.define(body());
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

    private Expr.Lambda body() {
        Expr result = part(members.getLast());
        for (Member member : members.subList(0, members.size() - 1).reversed()) {
            result = new Expr.If(isState(members.indexOf(member)), part(member), result);
        }
        List<Local> parameters = new ArrayList<>(List.of(state));
        parameters.addAll(slots);
        return new Expr.Lambda(parameters, result);
    }

    private Expr part(Member member) {
        Map<Local, Expr> renaming = new HashMap<>();
        for (int i = 0; i < member.slots.size(); i++) {
            renaming.put(member.lambda.parameters().get(i), new Expr.LocalRef(member.slots.get(i)));
        }
        Expr body = Tails.map(member.lambda.body(), this::hasCall, tail -> redirect(tail, member));
        return Substitution.substitute(body, renaming);
    }

    private Expr isState(int number) {
        Type type = new Type.Arrow(Builtins.INT_TYPE, new Type.Arrow(Builtins.INT_TYPE, Builtins.BOOL_TYPE));
        return new Expr.Apply(
                new Expr.PrimitiveRef(Primitive.EQUAL, type),
                List.of(new Expr.LocalRef(state), new Expr.IntegerLiteral(number)),
                Builtins.BOOL_TYPE);
    }

    private boolean isMemberCall(Expr expr) {
        return members.stream().anyMatch(member -> member.isCalled(expr));
    }

    private boolean hasCall(Expr tail) {
        return TailModuloConstructor.innermost(tail, this::isMemberCall) != null;
    }

    /** A tail of {@code caller}, its call of a member now a call of the loop. */
    private Expr redirect(Expr tail, Member caller) {
        return TailModuloConstructor.mapInnermost(tail, this::isMemberCall, call -> {
            Member called = members.stream()
                    .filter(member -> member.isCalled(call))
                    .findFirst()
                    .orElseThrow();
            List<Expr> given = ((Expr.Apply) call).arguments();
            List<Expr> arguments = new ArrayList<>();
            arguments.add(called == caller ? new Expr.LocalRef(state) : number(called));
            for (Local slot : slots) {
                int place = called.slots.indexOf(slot);
                arguments.add(place < 0 ? new Expr.LocalRef(slot) : given.get(place));
            }
            return call(arguments, call.type());
        });
    }

    private Expr number(Member member) {
        return new Expr.IntegerLiteral(members.indexOf(member));
    }

    private Expr call(List<Expr> arguments, Type type) {
        return new Expr.Apply(new Expr.GlobalRef(loop, List.copyOf(loop.parameters()), loopType), arguments, type);
    }

    /** Lets {@code member} enter the loop; the parameters of the others have no value yet, and none is read. */
    private void enter(Member member) {
        List<Local> parameters = member.lambda.parameters().stream()
                .map(parameter -> new Local(parameter.name(), parameter.type()))
                .toList();
        List<Expr> arguments = new ArrayList<>(List.of(number(member)));
        for (Local slot : slots) {
            int place = member.slots.indexOf(slot);
            arguments.add(place < 0 ? unread(slot.type()) : new Expr.LocalRef(parameters.get(place)));
        }
        Expr call = call(arguments, member.lambda.body().type());
        member.global.define(new Expr.Lambda(parameters, call));
    }

    private static Expr unread(Type type) {
        if (Builtins.isInt(type)) {
            return new Expr.IntegerLiteral(0);
        }
        return Builtins.isBool(type) ? new Expr.BooleanLiteral(false) : new Expr.Unread(type);
    }
}
