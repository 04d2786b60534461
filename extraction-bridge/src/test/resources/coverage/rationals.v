(* Standard library: rational numbers (QArith): arithmetic, reduction, comparison, rounding, powers. *)
From Coq Require Import QArith Qround Qabs Qminmax List Extraction.
Import ListNotations.
Open Scope Q_scope.

Definition sum (l : list Q) : Q := fold_right (fun x a => Qred (x + a)) 0 l.
Definition mean (x y : Q) : Q := Qred ((x + y) / 2).
Definition newton (x : Q) (guess : Q) : Q := Qred ((guess + x / guess) / 2).
Definition best (l : list Q) : Q := fold_left Qmax l 0.

Definition power (x : Q) (n : positive) : Q := Qred (Qpower_positive x (Pos.min n 9)).

Extraction "rationals.ml" sum mean newton best Qplus Qminus Qmult Qdiv Qinv Qopp Qcompare Qeq_bool Qle_bool Qred
  Qeq_dec Qlt_le_dec Qfloor Qceiling Qabs.Qabs Qmax Qmin power.
