(* Standard library: binary integers as vectors of bits (Zdigits), powers (Zpower), and Zgcd by Euclid. *)
From Coq Require Import ZArith Zdigits Zpower Znumtheory Bvector Vector List Extraction ExtrOcamlBasic.
Import ListNotations.
Open Scope Z_scope.

Definition encoded (n : nat) (z : Z) : list bool := Vector.to_list (Z_to_binary n z).
Definition complement (n : nat) (z : Z) : list bool := Vector.to_list (Z_to_two_compl n z).
Definition decoded (l : list bool) : Z := binary_value _ (Vector.of_list l).
Definition signed (b : bool) (l : list bool) : Z := two_compl_value (length l) (Vector.of_list (b :: l)).
Definition round_trip (z : Z) : Z := let n := Z.to_nat (Z.log2 (Z.abs z)) in decoded (encoded (S n) (Z.abs z)).
Definition bezout (a b : Z) : Z * Z * Z :=
  match euclid a b with Euclid_intro _ _ u v d _ _ => (u, v, d) end.
Definition prime (z : Z) : bool := if prime_dec (z mod 30) then true else false.

Definition power (z : Z) (p : positive) : Z := Z.pow_pos z (Pos.min p 40).

Extraction "digits.ml" encoded complement decoded signed round_trip bezout prime Zpower_nat power two_power_nat
  shift_nat Zdivide_dec.
