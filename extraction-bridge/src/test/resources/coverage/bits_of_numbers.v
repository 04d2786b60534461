(* Standard library: bits of N (Ndigits, Ndist, Nsqrt_def), distances between numbers, and vectors of their bits. *)
From Coq Require Import NArith Ndigits Ndist Bvector Vector Extraction ExtrOcamlBasic.

Definition bits (n : N) : list bool := Vector.to_list (N2Bv n).
Definition sized_bits (k : nat) (n : N) : list bool := Vector.to_list (N2Bv_sized k n).
Definition number (l : list bool) : N := Bv2N _ (Vector.of_list l).
Definition gray (n : N) : N := N.lxor n (N.div2 n).
Definition distance (a b : N) : natinf := Npdist a b.

Extraction "bits_of_numbers.ml" bits sized_bits number gray distance Nless ni_min Nplength N.testbit_nat
  N.shiftl_nat N.shiftr_nat.
