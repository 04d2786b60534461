(* Records: primitive projections, dependent fields, parameters, records of functions, and singletons kept. *)
From Coq Require Import List Arith Lia Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.
Set Extraction KeepSingleton.

Set Primitive Projections.
Record point := { x : nat; y : nat }.
Record labelled (A : Type) := { value : A; label : nat }.
Arguments value {A} _. Arguments label {A} _.
CoInductive producer := { now : nat; later : producer }.
Unset Primitive Projections.
Record interval := { low : nat; high : nat; ordered : low <= high }.
Record sized := { size : nat; items : list nat; agrees : length items = size }.
Record wrapper := { unwrap : nat }.
Record counter (S : Type) := { state : S; tick : S -> S; read : S -> nat }.
Arguments state {S} _. Arguments tick {S} _. Arguments read {S} _.

Definition plus (p q : point) : point := {| x := x p + x q; y := y p + y q |}.
Definition flip (p : point) : point := {| x := y p; y := x p |}.
Definition relabel {A B} (f : A -> B) (l : labelled A) : labelled B := {| value := f (value l); label := S (label l) |}.
Definition labelled_points (l : list point) : list (labelled point) :=
  map (fun p => relabel flip {| value := fst p; label := snd p |}) (combine l (seq 0 (length l))).
CoFixpoint from (n : nat) : producer := {| now := n; later := from (n + 2) |}.
Fixpoint take (n : nat) (p : producer) : list nat := match n with 0 => [] | S m => now p :: take m (later p) end.
Definition span (a b : nat) : interval :=
  {| low := Nat.min a b; high := Nat.max a b; ordered := Nat.le_trans _ _ _ (Nat.le_min_l a b) (Nat.le_max_l a b) |}.
Program Definition widen (i : interval) (n : nat) : interval := {| low := low i - n; high := high i + n |}.
Next Obligation. pose proof (ordered i). lia. Qed.
Definition width (i : interval) : nat := high i - low i.
Definition pack (l : list nat) : sized := {| size := length l; items := l; agrees := eq_refl |}.
Definition double (s : sized) : sized := pack (items s ++ items s).
Definition wrap (n : nat) : wrapper := {| unwrap := n |}.
Definition bump (w : wrapper) : wrapper := let (n) := w in wrap (S n).
Definition by_twos : counter nat := {| state := 0; tick := fun n => n + 2; read := fun n => n |}.
Definition by_list : counter (list bool) := {| state := []; tick := cons true; read := @length bool |}.
Definition run {S} (n : nat) (c : counter S) : nat := read c (Nat.iter n (tick c) (state c)).

Definition sum (l : list point) : point := fold_right plus {| x := 0; y := 0 |} l.
Definition produced (n k : nat) : list nat := take (Nat.modulo n 30) (from k).
Definition widened (a b n : nat) : interval * nat := let i := widen (span a b) n in (i, width i).
Definition doubled (l : list nat) : sized := double (pack l).
Definition counted (n : nat) : nat * nat := let n := Nat.modulo n 100 in (run n by_twos, run n by_list).

Extraction "records.ml" sum labelled_points produced widened doubled bump counted plus flip.
