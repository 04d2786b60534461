(* Standard library: the normaliser of polynomial expressions behind the ring tactic (Ring_polynom), over Z as int. *)
From Coq Require Import Ring_polynom ZArith List Extraction ExtrOcamlBasic ExtrOcamlZInt.
Import ListNotations.
Open Scope Z_scope.

Definition polynomial := Pol Z.
Definition normalize (e : PExpr Z) : polynomial :=
  norm_aux 0 1 Z.add Z.mul Z.sub Z.opp Z.eqb e.
Definition value (l : list Z) (e : PExpr Z) : Z :=
  PEeval 0 1 Z.add Z.mul Z.sub Z.opp (fun x => x) N.to_nat (fun x n => Z.of_nat (Nat.modulo n 3) + x) l e.
Definition plus (p q : polynomial) : polynomial := Padd 0 Z.add Z.eqb p q.
Definition times (p q : polynomial) : polynomial := Pmul 0 1 Z.add Z.mul Z.eqb p q.
Definition negated (p : polynomial) : polynomial := Popp Z.opp p.
Definition same (p q : polynomial) : bool := Peq Z.eqb p q.
Definition equal (e f : PExpr Z) : bool := same (normalize e) (normalize f).

Extraction "ring_normaliser.ml" normalize equal plus times negated same.
