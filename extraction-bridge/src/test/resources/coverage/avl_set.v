(* Standard library: sets as AVL trees (MSetAVL) of binary integers, with no directives. *)
From Coq Require Import MSetAVL OrdersEx ZArith List Extraction.

Module Sets := MSetAVL.Make OrdersEx.Z_as_OT.

Definition of_list (l : list Z) : Sets.t := fold_right Sets.add Sets.empty l.
Definition union (l r : list Z) : list Z := Sets.elements (Sets.union (of_list l) (of_list r)).
Definition inter (l r : list Z) : list Z := Sets.elements (Sets.inter (of_list l) (of_list r)).
Definition diff (l r : list Z) : list Z := Sets.elements (Sets.diff (of_list l) (of_list r)).
Definition subset (l r : list Z) : bool := Sets.subset (of_list l) (of_list r).
Definition equal (l r : list Z) : bool := Sets.equal (of_list l) (of_list r).
Definition compare (l r : list Z) : comparison := Sets.compare (of_list l) (of_list r).
Definition least (l : list Z) : option Z := Sets.min_elt (of_list l).
Definition greatest (l : list Z) : option Z := Sets.max_elt (of_list l).
Definition positives (l : list Z) : list Z * list Z :=
  let (a, b) := Sets.partition (Z.ltb 0) (of_list l) in (Sets.elements a, Sets.elements b).
Definition sum (l : list Z) : Z := Sets.fold Z.add (of_list l) Z0.
Definition splits (x : Z) (l : list Z) : list Z * bool * list Z :=
  let t := of_list l in
  (Sets.elements (Sets.filter (fun y => Z.ltb y x) t), Sets.mem x t, Sets.elements (Sets.remove x t)).
Definition size (l : list Z) : nat := Sets.cardinal (of_list l).

Extraction "avl_set.ml" union inter diff subset equal compare least greatest positives sum splits size.
