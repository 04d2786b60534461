(* Standard library: merge sort (Sorting.Mergesort), applied to two orders. *)
From Coq Require Import Mergesort Orders List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.

Module Ascending <: TotalLeBool.
  Definition t := nat.
  Definition leb := Nat.leb.
  Lemma leb_total : forall a b, leb a b = true \/ leb b a = true.
  Proof. intros a b. unfold leb. rewrite !Nat.leb_le. apply Nat.le_ge_cases. Qed.
End Ascending.

Module BySecond <: TotalLeBool.
  Definition t := (bool * nat)%type.
  Definition leb (x y : t) := Nat.leb (snd y) (snd x).
  Lemma leb_total : forall a b, leb a b = true \/ leb b a = true.
  Proof. intros a b. unfold leb. rewrite !Nat.leb_le. apply Nat.le_ge_cases. Qed.
End BySecond.

Module Numbers := Sort Ascending.
Module Marked := Sort BySecond.

Definition sort_numbers (l : list nat) : list nat := Numbers.sort l.
Definition sort_marked (l : list (bool * nat)) : list (bool * nat) := Marked.sort l.
Definition merge_numbers (l r : list nat) : list nat := Numbers.merge l r.
Definition median (l : list nat) : option nat := nth_error (Numbers.sort l) (Nat.div2 (length l)).

Extraction "merge_sort.ml" sort_numbers sort_marked merge_numbers median Numbers.flatten_stack.
