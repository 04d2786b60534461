(* Standard library: conversions between inductive numbers and OCaml's int (ExtrOcamlIntConv), used for sums. *)
From Coq Require Import Arith NArith ZArith List Extraction ExtrOcamlBasic ExtrOcamlIntConv.
Import ListNotations.

Definition small (i : int) : nat := nat_of_int (int_of_z (Z.modulo (z_of_int i) 300)).
Definition sum_of_nats (l : list int) : int := int_of_nat (list_sum (map small l)).
Definition product (a b : int) : int := int_of_z (Z.mul (z_of_int a) (z_of_int b)).
Definition quotient (a b : int) : int := int_of_n (N.div (n_of_int a) (n_of_int b)).
Definition doubled (a : int) : int := int_of_pos (Pos.pred_double (pos_of_int a)).
Definition round_trip (a : int) : int * int * int := (int_of_z (z_of_int a), int_of_n (n_of_int a), int_of_pos (pos_of_int a)).
Definition gcd (a b : int) : int := int_of_z (Z.gcd (z_of_int a) (z_of_int b)).

Extraction "int_conversions.ml" sum_of_nats product quotient doubled round_trip gcd z_of_int int_of_z small.
