(* Standard library: primitive persistent arrays (PArray, ExtrOCamlPArray): sieve, prefix sums, sharing of old versions. *)
From Coq Require Import List Uint63 PArray Extraction ExtrOcamlBasic ExtrOCamlInt63 ExtrOCamlPArray.
Import ListNotations.
Open Scope uint63_scope.

Fixpoint up (fuel : nat) (i n : int) (A : Type) (f : int -> A -> A) (a : A) : A :=
  match fuel with O => a | S g => if i <? n then up g (i + 1) n A f (f i a) else a end.
Definition iterate (A : Type) (n : int) (f : int -> A -> A) (a : A) : A := up 200 0 n A f a.
Definition small (n : int) : int := n mod 40.
Definition squares (n : int) : array int := iterate _ (small n) (fun i a => set a i (i * i)) (make (small n) 0).
Definition to_list (a : array int) : list int := iterate _ (length a) (fun i l => get a i :: l) [].
Definition square_list (n : int) : list int := to_list (squares n).
Definition of_list (l : list int) : array int :=
  snd (fold_left (fun p x => (fst p + 1, set (snd p) (fst p) x)) l (0, make 64 0)).
Definition prefix_sums (l : list int) : list int :=
  let a := of_list l in to_list (iterate _ (length a) (fun i b => set b i (get b i + (if i =? 0 then 0 else get b (i - 1)))) a).
Definition versions (l : list int) (i x y : int) : list int :=
  let a := of_list l in
  let b := set a i x in
  let c := set a i y in
  let d := set b (i + 1) y in
  [get a i; get b i; get c i; get d i; get d (i + 1); get (copy b) i; default a].
Definition outside (i : int) : int := get (set (make 3 7) i 9) i.

(* The directive inlines the type and writes its parameter twice: not OCaml. *)
Extraction NoInline array.
Extraction "machine_arrays.ml" square_list prefix_sums versions outside.
