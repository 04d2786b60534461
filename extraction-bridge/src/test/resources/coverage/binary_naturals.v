(* Standard library: arithmetic of positive and N, square roots, logarithms and bits, with KeepSingleton. *)
From Coq Require Import NArith PArith Extraction ExtrOcamlBasic.

Set Extraction KeepSingleton.

(* What grows with the value of an argument, not with its length, gets a small one. *)
Definition power (x n : N) : N := N.pow x (N.modulo n 40).
Definition positive_power (x : positive) (n : N) : positive := Pos.pow x (N.succ_pos (N.modulo n 30)).
Definition shifted_left (x n : N) : N := N.shiftl x (N.modulo n 100).
Definition shifted_right (x n : N) : N := N.shiftr x (N.modulo n 100).
Definition to_nat (x : N) : nat := N.to_nat (N.modulo x 500).
Definition triangular (n : N) : N := N.peano_rec (fun _ => N) 0%N (fun k s => N.add (N.succ k) s) (N.modulo n 200).
Definition ones (n : N) : nat := N.binary_rec (fun _ => nat) 0 (fun _ k => k) (fun _ k => S k) n.
Definition iterated (n : N) (b : bool) : bool := N.iter (N.modulo n 100) negb b.

Extraction "binary_naturals.ml"
  Pos.add Pos.sub Pos.mul Pos.compare Pos.eqb Pos.ltb Pos.min Pos.max Pos.sqrt Pos.sqrtrem Pos.gcd Pos.size
  Pos.size_nat Pos.of_nat Pos.succ Pos.pred_double Pos.lor Pos.land Pos.lxor Pos.ldiff Pos.testbit
  N.add N.sub N.mul N.div N.modulo N.div_eucl N.gcd N.sqrt N.sqrtrem N.log2 N.size N.compare N.eqb N.ltb N.max
  N.min N.even N.odd N.div2 N.land N.lor N.lxor N.testbit N.of_nat N.eq_dec
  power positive_power shifted_left shifted_right to_nat triangular ones iterated.
