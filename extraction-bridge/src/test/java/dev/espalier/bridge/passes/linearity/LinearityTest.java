package dev.espalier.bridge.passes.linearity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.passes.Pipeline;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is updated in place, and why something is not. */
class LinearityTest {
    private static final String FUNCTOR = """
            module type KEYS = sig type key val key_eq_dec : key -> key -> bool end
            module F = functor (K:KEYS) -> functor (M:sig
              type 'x map
              val empty : 'a1 map
              val find : K.key -> 'a1 map -> 'a1 option
              val add : K.key -> 'a1 -> 'a1 map -> 'a1 map
              val remove : K.key -> 'a1 map -> 'a1 map
             end) -> struct
              type record = { store : int M.map; count : int }
              let store r = r.store
              let count r = r.count
              let value k m = match M.find k m with Some x -> x | None -> 0
              let bump k m = M.add k (succ (value k m)) m
            %s
            end
            """;

    /** A file with {@code definitions} inside a functor over a state map. */
    static String source(String definitions) {
        return FUNCTOR.formatted(definitions);
    }

    static LinearityReport report(String definitions) {
        String text = source(definitions);
        return Linearity.analyse(Pipeline.run(
                ModuleElaborator.elaborate(ItemParser.implementation(new SourceText("t.ml", text)), null)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            let f k m = bump k (bump k m)
            let f k r = { store = bump k (store r); count = succ (count r) }
            let f k r = let s = store r in if value k s <= 3 then { store = M.remove k s; count = 0 } else r
            let f k r = let n = value k (store r) in (n, { store = M.add k n (store r); count = n })
            let f k r = ((value k (store r), count r), r)
            let rec f ks r = match ks with [] -> r | k :: rest -> f rest { store = bump k (store r); count = count r }
            let rec f ks m = match ks with [] -> 0 | k :: rest -> value k m + f rest m
            let f k = bump k M.empty
            let start = { store = M.empty; count = 0 } let f k = bump k (store start) let g k = bump k (store start)
            let f k o = match o with Some m -> Some (bump k m) | None -> None
            let f k p = let (a, b) = p in (bump k a, bump k b)
            let id x = x let f k m = bump k (id m)
            """)
    void stateThatIsUsedOnceIsUpdatedInPlace(String definitions) {
        LinearityReport report = report(definitions);
        assertThat(report.failures()).isEmpty();
        assertThat(report.inPlace()).isTrue();
        assertThat(report.updates()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            let f k m = (bump k m, m) ~ ^in the same expression^
            let f k m = let n = bump k m in (n, value k m) ~ ^after that m is read by value^
            let f k r = { store = M.add k 1 (store r); count = value k (store r) } ~ ^r.store is read by value^
            let f k r = let n = bump k (store r) in { store = store r; count = value k n } ~ ^r.store^
            let f k m = (bump k m, bump k m) ~ ^m is updated by bump^
            let f r = (r, store r) ~ ^r.store is part of^
            let f m = ((fun k -> value k m), 1) ~ ^captured by a function value^
            let f k m g = g (bump k m) ~ ^passed to an unknown function^
            let f = fun g -> g (fun m -> M.remove (fst m) (snd m)) ~ ^takes state as its argument^
            let rec id n x = if n = 0 then x else id (n - 1) x let f k m = bump k (id 1 m) ~ ^general in the argument's type^
            let f r = Obj.magic (store r) ~ ^passed to the primitive CAST^
            let f k m = M.add k M.empty m ~ ^holds state maps^
            let f k m = let l = lazy (bump k m) in Lazy.force l ~ ^captured by a function value^
            let f k m = let p = (m, 1) in let n = bump k (fst p) in (n, value k m) ~ ^m^
            let f k o = match o with Some m -> (bump k m, o) | None -> (M.empty, o) ~ ^o is part of the result^
            let rec f ks m n = match ks with [] -> n | k :: rest -> f rest m (bump k m) ~ ^m^
            let two a b = M.add (fst a) 1 (snd b) let f k m = two (k, m) (k, m) ~ ^m^
            """)
    void stateThatCouldBeSeenAfterItsUpdateIsNot(String definitions, String reason) {
        LinearityReport report = report(definitions);
        assertThat(report.inPlace()).isFalse();
        assertThat(report.failures())
                .anySatisfy(failure -> assertThat(failure.reason()).contains(reason));
    }

    @Test
    void aReportNamesTheDefinition() {
        LinearityReport report = report("let fine k m = bump k m\n  let wrong k m = (bump k m, m)");
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.in().name()).isEqualTo("wrong");
            assertThat(failure.reason())
                    .isEqualTo("m is updated by bump, and in the same expression m is part of the result");
        });
        assertThat(report.updates()).extracting(update -> update.in().name()).contains("bump");
    }

    private static final String ENTRIES = """
            type entry = { content : int; other : int }
              let content e = e.content
              let at k m = match M.find k m with Some e -> e | None -> { content = 0; other = 0 }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            let f k m = M.add k { content = content (at k m); other = 1 } m
            let f k m = let e = at k m in let n = { content = succ e.content; other = e.other } in if e.other <= 3 then M.add k n m else m
            let f k m = let n = content (at k m) in (n, M.add k { content = n; other = n } m)
            let f k l m = let e = at k m in M.add l { content = e.other; other = e.content } m
            """)
    void anEntryThatOnlyTheMapHoldsIsOverwritten(String definitions) {
        LinearityReport report = report(ENTRIES + definitions);
        assertThat(report.inPlace()).isTrue();
        assertThat(report.shared()).isEmpty();
        assertThat(report.owned()).extracting(TypeSymbol::name).containsExactly("entry");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            let f k l m = M.add l (at k m) m ~ not made for the map alone
            let f k l m = let n = { content = 1; other = 2 } in M.add k n (M.add l n m) ~ not made for the map alone
            let f k m = let e = at k m in let n = M.add k { content = 1; other = 2 } m in (n, content e) ~ e is looked at after
            let f k m = let e = at k m in (M.add k { content = 1; other = 2 } m, content e) ~ in the same expression
            let f k m = (at k m, 1) let g k m = M.add k { content = 1; other = 2 } m ~ may hold one
            let f k m = let e = at k m in ((fun n -> n + e.content), 1) let g k m = M.add k { content = 1; other = 2 } m ~ captured
            type box = { kept : entry } let f k m = { kept = at k m } let g k m = M.add k { content = 1; other = 2 } m ~ of type box may hold one
            let f k m = [at k m] let g k m = M.add k { content = 1; other = 2 } m ~ may hold one
            let rec same n x = if n = 0 then x else same (n - 1) x let f k m = content (same 1 (at k m)) let g k m = M.add k { content = 1; other = 2 } m ~ general function
            let f k m g = g (at k m) + 1 let h k m = M.add k { content = 1; other = 2 } m ~ may hold one
            let g k m = M.add k { content = 1; other = 2 } m let f k m = let e = at k m in let n = g k m in (n, e.content) ~ e is looked at after
            """)
    void anEntryThatOthersMayHoldIsReplaced(String definitions, String reason) {
        LinearityReport report = report(ENTRIES + definitions);
        assertThat(report.inPlace()).isTrue();
        assertThat(report.owned()).isEmpty();
        assertThat(report.shared())
                .singleElement()
                .satisfies(shared -> assertThat(shared.reason()).contains(reason));
    }
}
