(* Standard library: positive, N and Z as Zarith's integers (ExtrOcamlZBigInt): powers, division, shifts, gcd. *)
From Coq Require Import ZArith NArith List Extraction ExtrOcamlBasic ExtrOcamlZBigInt.
Import ListNotations.
Open Scope Z_scope.

Definition factorial (p : positive) : positive := Pos.peano_rec (fun _ => positive) xH (fun n f => Pos.mul (Pos.succ n) f) p.
Definition small_factorial (n : Z) : positive := factorial (Z.to_pos (n mod 40 + 1)).
Definition power_mod (b e m : Z) : Z :=
  match e with
  | Zpos p => Pos.iter_op (fun x y => (x * y) mod m) p (b mod m)
  | _ => 1 mod m
  end.
Definition classify (z : Z) : comparison := match z with Z0 => Eq | Zpos _ => Gt | Zneg _ => Lt end.
Definition shifted (x : Z) (n : Z) : Z * Z := (Z.shiftl x (n mod 70), Z.shiftr x (n mod 70)).
Definition squares (l : list Z) : list Z := map (fun x => x * x) l.

Extraction "integers_as_bigints.ml" small_factorial power_mod classify shifted squares
  Z.div Z.modulo Z.div_eucl Z.gcd Z.add Z.mul Z.opp Z.compare Z.eqb Z.eq_dec Z.max Z.to_N Z.abs_N Z.land
  N.div N.modulo N.div_eucl N.sub N.pred N.compare N.mul Pos.sub Pos.pred Pos.compare Pos.compare_cont.
