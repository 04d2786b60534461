(* Standard library: sets as red-black trees (MSetRBT) of nat as int, the whole module extracted. *)
From Coq Require Import MSetRBT Orders Arith List Extraction ExtrOcamlBasic ExtrOcamlNatInt.

(* Nat itself will not do: its equality is inlined by the directives, and then its module lacks it. *)
Module Numbers <: OrderedType.
  Definition t := nat.
  Definition eq := @eq nat.
  Definition lt := Nat.lt.
  Instance eq_equiv : Equivalence eq := eq_equivalence.
  Instance lt_strorder : StrictOrder lt := Nat.lt_strorder.
  Instance lt_compat : Proper (eq ==> eq ==> iff) lt := Nat.lt_wd.
  Definition compare := Nat.compare.
  Definition compare_spec := Nat.compare_spec.
  Fixpoint eq_dec (n m : nat) : {n = m} + {n <> m}.
  Proof. decide equality. Defined.
End Numbers.

Module Sets := MSetRBT.Make Numbers.

Definition of_list (l : list nat) : Sets.t := fold_left (fun s x => Sets.add x s) l Sets.empty.
Definition edited (l gone : list nat) : list nat :=
  Sets.elements (fold_left (fun s x => Sets.remove x s) gone (of_list l)).
Definition joined (l r : list nat) : list nat := Sets.elements (Sets.union (of_list l) (of_list r)).
Definition common (l r : list nat) : list nat := Sets.elements (Sets.inter (of_list l) (of_list r)).
Definition bounds (l : list nat) : option nat * option nat :=
  let s := of_list l in (Sets.min_elt s, Sets.max_elt s).

Extraction "red_black_set.ml" Sets of_list edited joined common bounds.
