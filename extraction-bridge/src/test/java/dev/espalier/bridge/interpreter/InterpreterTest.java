package dev.espalier.bridge.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.espalier.bridge.interpreter.InterpretationException.Kind;
import dev.espalier.bridge.ir.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {
    private static Value run(String source, Value... arguments) {
        Program program = Oracle.elaborate("f", source, null);
        Interpreter interpreter = new Interpreter(program, operation -> new Value.Int(0), 3_000_000);
        return arguments.length == 0
                ? interpreter.value(interpreter.find("run").orElseThrow())
                : interpreter.call(interpreter.find("run").orElseThrow(), List.of(arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            let run = let add a b c = a + b * c in let g = add 1 2 in g 3 + g 4 @ 16
            let run = let rec f n = if n = 0 then 0 else 1 + f (n - 1) in f 20000 @ 20000
            let run = let rec f n = if n = 0 then 7 else g (n - 1) and g n = if n = 0 then 8 else f (n - 1) in f 99999 @ 8
            let run = match Some (3, [1; 2]) with Some (n, _ :: m :: _) when n < m -> 1 | Some (((3 | 4) as n), x :: _) -> n + x | _ -> 0 @ 4
            let __ = let rec f _ = Obj.repr f in Obj.repr f let run = let p = __ in (fun (_ : Obj.t) -> 5) p @ 5
            let run = false && (1 / 0 = 0) @ false
            let run = true || (1 / 0 = 0) @ true
            let run = let l = lazy (1 / 0) in let m = lazy 4 in Lazy.force m + Lazy.force m @ 8
            let run = (fun (x, y) -> x - y) (10, 3) @ 7
            let run = compare [1; 2; 3] [1; 2; 4] @ -1
            let run = compare None (Some 1) @ -1
            let run = if nan = nan then 1 else 0 @ 0
            let run = match 'b' with 'a' .. 'c' -> 1 | _ -> 2 @ 1
            let run = String.length ("ab" ^ "cde") @ 5
            let run = Array.get (Array.init 5 (fun i -> i * i)) 3 @ 9
            type t = { a : int; b : int -> int } let run = let r = { a = 2; b = fun x -> x * 5 } in r.b r.a @ 10
            """)
    void valuesAreThoseOfOcaml(String source, String expected) {
        assertThat(run(source)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            let run = (fun () -> assert false) ()                                  @ ABSURD
            let run = match Some 1 with Some 2 -> 0 | Some 3 -> 1                  @ ABSURD
            let run = 4611686018427387903 * 4                                      @ ARITHMETIC
            let run = let zero = 0 in 1 / zero                                     @ ARITHMETIC
            let run = let rec f n = f (n + 1) in f 0                               @ STEP_LIMIT
            let run = failwith "no"                                                @ RAISED
            let run = Array.get (Array.of_list [1]) 1                              @ RAISED
            """)
    void whatHasNoValueSaysWhy(String source, Kind kind) {
        assertThatExceptionOfType(InterpretationException.class)
                .isThrownBy(() -> run(source))
                .matches(e -> e.kind() == kind, kind.name());
    }

    @Test
    void deepRecursionNeedsNoStack() {
        String source = "let rec build n = if n = 0 then [] else n :: build (n - 1) "
                + "let rec sum l = match l with [] -> 0 | x :: r -> x + sum r let run n = sum (build n)";
        assertThat(run(source, new Value.Int(50_000))).isEqualTo(new Value.Int(1_250_025_000));
    }

    @Test
    void aLazyValueIsComputedOnce() {
        Program program = Oracle.elaborate(
                "f",
                "let rec work n = if n = 0 then 1 else work (n - 1) "
                        + "let l = lazy (work 1000) let run n = if n = 0 then 0 else Lazy.force l",
                null);
        Interpreter interpreter = new Interpreter(program);
        List<Value> argument = List.of(new Value.Int(1));
        interpreter.call(interpreter.find("run").orElseThrow(), argument);
        long first = interpreter.steps();
        interpreter.call(interpreter.find("run").orElseThrow(), argument);
        assertThat(first).isGreaterThan(5_000);
        assertThat(interpreter.steps() - first).isLessThan(50);
    }

    @Test
    void aFunctorsParameterIsSuppliedFromOutside() {
        Program program = Oracle.elaborate("f", """
                module type S = sig type t val zero : t val next : t -> t val below : t -> t -> bool end
                module F (P : S) = struct
                  let rec count x limit = if P.below x limit then 1 + count (P.next x) limit else 0
                  let run limit = count P.zero limit
                end
                """, null);
        Interpreter interpreter = new Interpreter(
                program,
                operation -> switch (operation.name()) {
                    case "zero" -> new Value.Outside(0);
                    case "next" -> new Value.Native(1, a -> new Value.Outside(outside(a.get(0)) + 3));
                    default -> new Value.Native(2, a -> new Value.Truth(outside(a.get(0)) < outside(a.get(1))));
                },
                10_000);
        assertThat(interpreter.call(interpreter.find("F.run").orElseThrow(), List.of(new Value.Outside(10))))
                .isEqualTo(new Value.Int(4));
    }

    private static int outside(Value value) {
        return (Integer) ((Value.Outside) value).value();
    }
}
