(* Standard library: finite maps as sorted lists (FMapList), keys in Z as int. *)
From Coq Require Import FMapList OrderedTypeEx ZArith List Extraction ExtrOcamlBasic ExtrOcamlZInt.

Module Table := FMapList.Make OrderedTypeEx.Z_as_OT.

Definition of_list (l : list (Z * Z)) : Table.t Z :=
  fold_right (fun p m => Table.add (fst p) (snd p) m) (Table.empty Z) l.
Definition sorted (l : list (Z * Z)) : list (Z * Z) := Table.elements (of_list l).
Definition find (l : list (Z * Z)) (k : Z) : option Z := Table.find k (of_list l).
Definition remove (l : list (Z * Z)) (k : Z) : list (Z * Z) := Table.elements (Table.remove k (of_list l)).
Definition sums (l r : list (Z * Z)) : list (Z * Z) :=
  Table.elements (Table.map2 (fun a b => match a, b with
                                         | Some x, Some y => Some (Z.add x y)
                                         | _, _ => None
                                         end) (of_list l) (of_list r)).
Definition negated (l : list (Z * Z)) : list (Z * Z) := Table.elements (Table.map Z.opp (of_list l)).
Definition same (l r : list (Z * Z)) : bool := Table.equal Z.eqb (of_list l) (of_list r).

Extraction "list_map.ml" sorted find remove sums negated same.
