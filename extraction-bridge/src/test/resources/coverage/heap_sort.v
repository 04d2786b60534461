(* Standard library: heap sort by trees whose types carry the order (Sorting.Heap). *)
From Coq Require Import Heap List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Definition total (x y : nat) : {x <= y} + {y <= x} := match le_ge_dec x y with left h => left h | right h => right h end.
Definition sort (l : list nat) : list nat :=
  match treesort nat le eq total Nat.eq_dec Nat.le_trans l with exist2 _ _ m _ _ => m end.
Definition before (p q : nat * bool) : Prop := fst p <= fst q.
Definition pairs_total (p q : nat * bool) : {before p q} + {before q p} := total (fst p) (fst q).
Definition pair_eq (p q : nat * bool) : {p = q} + {p <> q}. Proof. repeat decide equality. Defined.
Definition sort_pairs (l : list (nat * bool)) : list (nat * bool) :=
  match treesort (nat * bool) before eq pairs_total pair_eq (fun x y z => Nat.le_trans (fst x) (fst y) (fst z)) l with
  | exist2 _ _ m _ _ => m
  end.
Definition least (l : list nat) : option nat := hd_error (sort l).
Definition heap_of (l : list nat) : Tree nat :=
  match list_to_heap nat le eq total Nat.eq_dec Nat.le_trans l with heap_exist _ _ _ _ _ t _ _ => t end.

Extraction "heap_sort.ml" sort sort_pairs least heap_of.
