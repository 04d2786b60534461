(* Standard library: finite maps as AVL trees (FMapAVL), keys in nat as int. *)
From Coq Require Import FMapAVL OrderedTypeEx List Extraction ExtrOcamlBasic ExtrOcamlNatInt.

Module Table := FMapAVL.Make OrderedTypeEx.Nat_as_OT.

Definition of_list (l : list (nat * nat)) : Table.t nat :=
  fold_left (fun m p => Table.add (fst p) (snd p) m) l (Table.empty nat).
Definition without (l : list nat) (m : Table.t nat) : Table.t nat := fold_left (fun m k => Table.remove k m) l m.
Definition to_list (m : Table.t nat) : list (nat * nat) := Table.elements m.
Definition lookups (l : list (nat * nat)) (keys : list nat) : list (option nat) :=
  let m := of_list l in map (fun k => Table.find k m) keys.
Definition merged (l r : list (nat * nat)) : list (nat * nat) :=
  Table.elements (Table.map2 (fun a b => match a, b with
                                         | Some x, Some y => Some (x + y)
                                         | Some x, None => Some x
                                         | None, y => y
                                         end) (of_list l) (of_list r)).
Definition same (l r : list (nat * nat)) : bool := Table.equal Nat.eqb (of_list l) (of_list r).
Definition total (l : list (nat * nat)) : nat := Table.fold (fun k v a => k + v + a) (of_list l) 0.
Definition shifted (l : list (nat * nat)) : list (nat * nat) := Table.elements (Table.mapi Nat.add (of_list l)).
Definition size_after (l : list (nat * nat)) (gone : list nat) : nat := Table.cardinal (without gone (of_list l)).
Definition removed (l : list (nat * nat)) (gone : list nat) : list (nat * nat) := to_list (without gone (of_list l)).
Definition has (l : list (nat * nat)) (k : nat) : bool * bool :=
  let m := of_list l in (Table.mem k m, Table.is_empty m).

Extraction "avl_map.ml" of_list without to_list lookups merged same total shifted size_after removed has.
