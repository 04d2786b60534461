(* Functors of our own: nested, applied twice, with Declare Module in a signature, Include, and module aliases. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic.
Import ListNotations.

Module Type MONOID.
  Parameter t : Type.
  Parameter zero : t.
  Parameter plus : t -> t -> t.
End MONOID.
Module Type RING.
  Declare Module Additive : MONOID.
  Parameter times : Additive.t -> Additive.t -> Additive.t.
  Parameter one : Additive.t.
End RING.
Module Type CONTAINER.
  Parameter t : Type -> Type.
  Parameter empty : forall A, t A.
  Parameter put : forall A, A -> t A -> t A.
  Parameter to_list : forall A, t A -> list A.
End CONTAINER.

Module Sums (M : MONOID).
  Fixpoint sum (l : list M.t) : M.t := match l with [] => M.zero | x :: r => M.plus x (sum r) end.
  Fixpoint multiple (n : nat) (x : M.t) : M.t := match n with 0 => M.zero | S m => M.plus x (multiple m x) end.
End Sums.
Module Polynomials (R : RING).
  Module A := R.Additive.
  Module S := Sums A.
  Definition polynomial := list A.t.
  Fixpoint evaluate (p : polynomial) (x : A.t) : A.t :=
    match p with [] => A.zero | c :: q => A.plus c (R.times x (evaluate q x)) end.
  Module Coefficients <: MONOID.
    Definition t := polynomial.
    Definition zero : t := [].
    Fixpoint plus (p q : t) : t :=
      match p, q with [], _ => q | _, [] => p | a :: p', b :: q' => A.plus a b :: plus p' q' end.
  End Coefficients.
  Module Many := Sums Coefficients.
  Fixpoint power (x : A.t) (n : nat) : A.t := match n with 0 => R.one | S m => R.times x (power x m) end.
End Polynomials.
Module Pair (M N : MONOID) <: MONOID.
  Definition t := (M.t * N.t)%type.
  Definition zero : t := (M.zero, N.zero).
  Definition plus (x y : t) : t := (M.plus (fst x) (fst y), N.plus (snd x) (snd y)).
End Pair.

Module Additive <: MONOID.
  Definition t := nat.
  Definition zero := 0.
  Definition plus := Nat.add.
End Additive.
Module Exclusive <: MONOID.
  Definition t := bool.
  Definition zero := false.
  Definition plus := xorb.
End Exclusive.
Module Naturals <: RING.
  Module Additive := Additive.
  Definition times := Nat.mul.
  Definition one := 1.
End Naturals.
Module Truths <: RING.
  Module Additive := Exclusive.
  Definition times := andb.
  Definition one := true.
End Truths.
Module Both <: RING.
  Module Additive := Pair Additive Exclusive.
  Definition times (x y : Additive.t) : Additive.t := (fst x * fst y, andb (snd x) (snd y)).
  Definition one := (1, true).
End Both.

Module NaturalPolynomials := Polynomials Naturals.
Module TruthPolynomials := Polynomials Truths.
Module BothPolynomials := Polynomials Both.
Module Same := NaturalPolynomials.
Module Extended.
  Include Sums Additive.
  Definition average (l : list nat) : nat := Nat.div (sum l) (length l).
End Extended.

Module Stack <: CONTAINER.
  Definition t := list.
  Definition empty (A : Type) : list A := [].
  Definition put (A : Type) (x : A) (s : list A) := x :: s.
  Definition to_list (A : Type) (s : list A) := s.
End Stack.
Module Queue <: CONTAINER.
  Definition t (A : Type) := (list A * list A)%type.
  Definition empty (A : Type) : t A := ([], []).
  Definition put (A : Type) (x : A) (q : t A) : t A := (fst q, x :: snd q).
  Definition to_list (A : Type) (q : t A) := fst q ++ rev (snd q).
End Queue.
Module Filling (C : CONTAINER).
  Definition fill (A : Type) (l : list A) : list A := C.to_list A (fold_left (fun c x => C.put A x c) l (C.empty A)).
End Filling.
Module StackFilling := Filling Stack.
Module QueueFilling := Filling Queue.

Definition evaluated (p : list nat) (x : nat) : nat := Same.evaluate p (Nat.modulo x 4).
Definition parity (p : list bool) (x : bool) : bool := TruthPolynomials.evaluate p x.
Definition both (p : list (nat * bool)) : nat * bool := BothPolynomials.evaluate p (1, true).
Definition added (l : list (list nat)) : list nat := NaturalPolynomials.Many.sum l.
Definition flipped (l : list (list bool)) : list bool := TruthPolynomials.Many.multiple 3 (TruthPolynomials.Many.sum l).
Definition average (l : list nat) : nat := Extended.average l.
Definition filled (l : list nat) : list nat * list nat := (StackFilling.fill nat l, QueueFilling.fill nat l).

Extraction "nested_functors.ml" evaluated parity both added flipped average filled Same.power.
