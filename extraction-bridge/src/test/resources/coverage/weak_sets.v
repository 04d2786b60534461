(* Standard library: sets and maps by equality alone (ListSet, FMapWeakList, MSetWeakList), and sets of positive bits. *)
From Coq Require Import ListSet FMapWeakList MSetWeakList MSetPositive DecidableTypeEx Equalities List Arith PArith Extraction ExtrOcamlBasic.
Import ListNotations.

Module Table := FMapWeakList.Make DecidableTypeEx.Nat_as_DT.
Module Bits <: Equalities.DecidableType.
  Definition t := list bool.
  Definition eq := @eq (list bool).
  #[global] Instance eq_equiv : Equivalence eq := eq_equivalence.
  Definition eq_dec (x y : t) : {x = y} + {x <> y} := list_eq_dec Bool.bool_dec x y.
End Bits.
Module Words := MSetWeakList.Make Bits.

Definition union (l r : list nat) : list nat := set_union Nat.eq_dec l r.
Definition inter (l r : list nat) : list nat := set_inter Nat.eq_dec l r.
Definition diff (l r : list nat) : list nat := set_diff Nat.eq_dec l r.
Definition product (l : list nat) (r : list bool) : list (nat * bool) := set_prod l r.
Definition table (l : list (nat * bool)) : list (nat * bool) :=
  Table.elements (fold_left (fun m p => Table.add (fst p) (snd p) m) l (Table.empty bool)).
Definition found (l : list (nat * bool)) (k : nat) : option bool :=
  Table.find k (fold_left (fun m p => Table.add (fst p) (snd p) m) l (Table.empty bool)).
Definition words (l r : list (list bool)) : list (list bool) :=
  Words.elements (Words.union (fold_right Words.add Words.empty l) (fold_right Words.add Words.empty r)).
Definition word_in (w : list bool) (l : list (list bool)) : bool := Words.mem w (fold_right Words.add Words.empty l).
Definition positives (l r : list positive) : list positive * bool :=
  let s := fold_right PositiveSet.add PositiveSet.empty l in
  let t := fold_right PositiveSet.add PositiveSet.empty r in
  (PositiveSet.elements (PositiveSet.diff s t), PositiveSet.subset s t).

Extraction "weak_sets.ml" union inter diff product table found words word_in positives.
