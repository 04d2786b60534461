package dev.espalier.bridge.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.passes.Pipeline;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrPrinterTest {
    private static Program program(String source) {
        return ModuleElaborator.elaborate(ItemParser.implementation(new SourceText("f.ml", source)), null);
    }

    @Test
    void whatTheFrontEndGives() {
        assertThat(IrPrinter.print(program("""
                type 'a tree = Leaf | Node of 'a tree * 'a * 'a tree
                type r = { left : int; right : int -> bool }
                let rec sum t = match t with Leaf -> 0 | Node (l, x, r) -> sum l + x + sum r
                let f a = let x = a + 1 in let x = x * 2 in fun y -> if x = y then Some x else None
                let g p = match p with (Some (1 | 2 as n), []) when n > 0 -> n | (_, x :: _) -> x | _ -> 0
                let h a = let rec go n = if n = 0 then a else go (n - 1) in { left = go 3; right = fun z -> z = a }
                let id x = x
                let c = (id 3, id true)
                let n = succ (succ (succ (succ 0)))
                """))).isEqualTo("""
                type 'a tree =
                  | Leaf
                  | Node of 'a tree * 'a * 'a tree

                type r = { left : int; right : int -> bool }

                let sum : int tree -> int =
                  fun (t : int tree) ->
                    match t with
                    | Leaf -> 0
                    | Node l x r -> %add (%add (sum l) x) (sum r)

                let f : int -> int -> int option =
                  fun (a : int) ->
                    let x : int = %add a 1 in
                    let x.2 : int = %multiply x 2 in
                    fun (y : int) -> if %equal x.2 y then Some x.2 else None

                let g : int option * int list -> int =
                  fun (p : int option * int list) ->
                    match p with
                    | (Some ((1 | 2) as n.2), []) when %greater n.2 0 -> n.2
                    | (_, (::) x _) -> x
                    | _ -> 0

                let h : int -> r =
                  fun (a : int) ->
                    let rec go : int -> int = fun (n.2 : int) -> if %equal n.2 0 then a else go (%subtract n.2 1)
                    in
                    { left = go 3; right = (fun (z : int) -> %equal z a) }

                let id : 'a1. 'a1 -> 'a1 =
                  fun (x : 'a1) -> x

                let c : int * bool =
                  (id[int] 3, id[bool] true)

                let n : int =
                  %successor^4 0
                """);
    }

    @Test
    void whatJavaEmissionTakes() {
        assertThat(IrPrinter.print(Pipeline.run(program("""
                module M = struct
                  let rec map f l = match l with [] -> [] | x :: t -> f x :: map f t
                  let rec length n l = match l with [] -> n | _ :: t -> length (n + 1) t
                  let never () = assert false
                end
                """)))).isEqualTo("""
                module M = struct
                  let M.map : 'a1 'a2. ('a1 -> 'a2) -> 'a1 list -> 'a2 list =
                    fun (f : 'a1 -> 'a2) (l : 'a1 list) ->
                      collect layers of (::) _ <hole> in
                      switch l with
                      | [] -> complete layers []
                      | (::) (x : 'a1) (t : 'a1 list) ->
                          extend layers (f x);
                          jump f t

                  let M.length : 'a1.2. int -> 'a1.2 list -> int =
                    fun (n : int) (l : 'a1.2 list) ->
                      switch l with
                      | [] -> n
                      | (::) (part : 'a1.2) (t : 'a1.2 list) -> jump (%add n 1) t

                  let M.never : 'a1.3. unit -> 'a1.3 =
                    fun (_ : unit) -> absurd (* f.ml:4:18 *)
                end
                """);
    }

    @Test
    void aFunctorsParameterIsShown() {
        assertThat(IrPrinter.print(program("""
                module type S = sig type t val least : t val below : t -> t -> bool end
                module F (P : S) = struct let f x = if P.below x P.least then P.least else x end
                """))).contains("""
                module F
                    (P : S = sig
                      type P.t
                      val least : P.t
                      val below : P.t -> P.t -> bool
                    end) = struct
                  let F.f : P.t -> P.t =
                    fun (x : P.t) -> if P.below x P.least then P.least else x
                end
                """);
    }

    @Test
    void twoThingsOfOneNameAreToldApart() {
        String text = IrPrinter.print(program("let f x = x + 1 let f x = f x let g f = f 1 type t = A type u = B"));
        assertThat(text).contains("let f.2 : int -> int =\n  fun (x : int) -> f x");
        assertThat(text).contains("fun (f.3 : int -> 'a1) -> f.3 1");
    }

    /** Two translations of one source have no object in common, and give the same text after each pass. */
    @ParameterizedTest
    @ValueSource(strings = {"programs/variants", "programs/scopes", "extracted/functors", "extracted/erasure"})
    void theTextIsAFunctionOfTheSource(String file) throws IOException {
        String source;
        try (var in = getClass().getClassLoader().getResourceAsStream(file + ".ml")) {
            source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> texts = dumps(source);
        assertThat(texts)
                .hasSize(Pipeline.names().size() + 1)
                .doesNotContain("")
                .isEqualTo(dumps(source));
    }

    private static List<String> dumps(String source) {
        List<String> texts = new ArrayList<>();
        Program program = program(source);
        texts.add(IrPrinter.print(program));
        Pipeline.run(program, (number, pass, nanoseconds, made) -> texts.add(IrPrinter.print(made)));
        return texts;
    }

    @Test
    void timingsCountWhatIsThere() {
        PassTimings timings = new PassTimings();
        Pipeline.run(program("let f a = let rec g n = if n = a then a else g (n + 1) in g 0"), timings);
        assertThat(timings.timings()).extracting(PassTimings.Timing::pass).containsExactlyElementsOf(Pipeline.names());
        assertThat(timings.timings()).allMatch(timing -> timing.nanoseconds() > 0 && timing.expressions() > 10);
        assertThat(timings.timings().getFirst().definitions()).isEqualTo(1);
        assertThat(timings.timings().getLast().definitions()).isEqualTo(2);
        assertThat(timings.table().lines().toList())
                .hasSize(Pipeline.names().size() + 2)
                .first()
                .asString()
                .contains("milliseconds");
        assertThat(timings.table()).contains("1 " + Pipeline.names().getFirst()).contains("all");
    }
}
