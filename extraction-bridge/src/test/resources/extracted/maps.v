(* Finite maps and sets of Rocq's standard library, as balanced trees. Extracted by: coqc maps.v *)
From Coq Require Import FMapAVL OrderedTypeEx List Extraction ExtrOcamlBasic ExtrOcamlNatInt.

Module Table := FMapAVL.Make OrderedTypeEx.Nat_as_OT.

Definition build (n : nat) := fold_left (fun m i => Table.add (Nat.modulo (i * 7) 23) i m) (seq 0 n) (Table.empty nat).

Definition sum (m : Table.t nat) := Table.fold (fun k v a => k * 3 + v + a) m (Table.cardinal m).

Definition run (n : nat) :=
  let m := build n in
  let fewer := fold_left (fun m i => Table.remove (i * 2) m) (seq 0 (Nat.div n 2)) m in
  sum m + sum fewer + sum (Table.map S fewer) + length (Table.elements fewer)
  + (match Table.find 4 fewer with Some v => v | None => 1 end)
  + (if Table.mem n m then 100 else 200) + (if Table.equal Nat.eqb m fewer then 5 else 6)
  + sum (Table.map2 (fun a b => match a, b with Some x, None => Some x | _, _ => None end) m fewer).

Extraction Language OCaml.
Extraction "maps.ml" run.
