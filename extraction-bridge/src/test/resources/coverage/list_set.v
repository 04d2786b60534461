(* Standard library: sets as sorted lists (MSetList) of pairs, compared lexicographically. *)
From Coq Require Import MSetList OrdersEx NArith List Extraction ExtrOcamlBasic.

Module Pairs := OrdersEx.PairOrderedType OrdersEx.N_as_OT OrdersEx.Nat_as_OT.
Module Sets := MSetList.Make Pairs.

Definition of_list (l : list (N * nat)) : Sets.t := fold_right Sets.add Sets.empty l.
Definition elements (l : list (N * nat)) : list (N * nat) := Sets.elements (of_list l).
Definition union (l r : list (N * nat)) : list (N * nat) := Sets.elements (Sets.union (of_list l) (of_list r)).
Definition diff (l r : list (N * nat)) : list (N * nat) := Sets.elements (Sets.diff (of_list l) (of_list r)).
Definition mem (x : N * nat) (l : list (N * nat)) : bool := Sets.mem x (of_list l).
Definition compare (l r : list (N * nat)) : comparison := Sets.compare (of_list l) (of_list r).
Definition evens (l : list (N * nat)) : list (N * nat) :=
  Sets.elements (Sets.filter (fun p => N.even (fst p)) (of_list l)).
Definition any (l : list (N * nat)) : bool := Sets.exists_ (fun p => Nat.eqb (snd p) 1) (of_list l).

Extraction "list_set.ml" elements union diff mem compare evens any.
