(* Standard library: positive, N and Z as OCaml's int (ExtrOcamlZInt), division from its binary definition. *)
From Coq Require Import ZArith NArith PArith List Extraction ExtrOcamlBasic ExtrOcamlZInt.
Import ListNotations.
Open Scope Z_scope.

Definition horner (l : list Z) (x : Z) : Z := fold_right (fun c a => c + x * a) 0 l.
Definition digits (base : Z) : nat -> Z -> list Z :=
  fix go fuel n := match fuel with
                   | O => []
                   | S f => if n <? 1 then [] else (n mod base) :: go f (n / base)
                   end.
Definition bounded (lo hi x : Z) : Z := Z.max lo (Z.min hi x).
Definition kind (z : Z) : N := match z with Z0 => 0%N | Zpos p => Npos p | Zneg p => N.succ (Npos p) end.
Definition halves (p : positive) : list positive :=
  (fix go p := match p with xH => [xH] | xO q => p :: go q | xI q => p :: go q end) p.

Extraction "integers_as_ints.ml" horner digits bounded kind halves Z.compare Z.abs_N Z.of_N Z.div_eucl Z.even Z.pred
  N.div N.modulo N.sub N.pred N.compare N.max Pos.sub Pos.pred Pos.compare Pos.compare_cont Pos.min Pos.gcd Z.gcd.
