(* Dependent pattern matching without Program: the convoy pattern, Fin, bounded lookup, heterogeneous lists. *)
From Coq Require Import Vector Fin List Arith Extraction.
Import ListNotations.

Inductive vec (A : Type) : nat -> Type := nil_ : vec A 0 | cons_ : forall n, A -> vec A n -> vec A (S n).
Arguments nil_ {A}. Arguments cons_ {A n} _ _.
Fixpoint of_list {A} (l : list A) : vec A (length l) :=
  match l with [] => nil_ | x :: r => cons_ x (of_list r) end.
Fixpoint to_list {A n} (v : vec A n) : list A := match v with nil_ => [] | cons_ x r => x :: to_list r end.
Definition head {A n} (v : vec A (S n)) : A :=
  match v in vec _ m return match m with 0 => unit | S _ => A end with nil_ => tt | cons_ x _ => x end.
Fixpoint zip {A B n} (u : vec A n) : vec B n -> vec (A * B) n :=
  match u in vec _ m return vec B m -> vec (A * B) m with
  | nil_ => fun _ => nil_
  | @cons_ _ m x u' => fun v =>
      match v in vec _ k return match k with 0 => unit | S j => (vec B j -> vec (A * B) j) -> vec (A * B) (S j) end with
      | nil_ => tt
      | cons_ y v' => fun again => cons_ (x, y) (again v')
      end (zip u')
  end.
Fixpoint get {A n} (v : vec A n) : Fin.t n -> A :=
  match v in vec _ m return Fin.t m -> A with
  | nil_ => fun i => Fin.case0 (fun _ => A) i
  | @cons_ _ m x r => fun i =>
      match i in Fin.t k return match k with 0 => unit | S j => (Fin.t j -> A) -> A end with
      | Fin.F1 => fun _ => x
      | Fin.FS j => fun again => again j
      end (get r)
  end.
Fixpoint positions (n : nat) : list (Fin.t n) :=
  match n with 0 => [] | S m => Fin.F1 :: map Fin.FS (positions m) end.
Fixpoint replicate {A} (n : nat) (x : A) : vec A n := match n with 0 => nil_ | S m => cons_ x (replicate m x) end.
Definition bounded (n : nat) (l : list nat) : option (Fin.t n) :=
  match l with
  | [] => None
  | x :: _ => match lt_dec x n with left h => Some (Fin.of_nat_lt h) | right _ => None end
  end.
Definition nth_sure (l : list nat) (k : nat) (h : k < length l) : nat := get (of_list l) (Fin.of_nat_lt h).
Definition nth_maybe (l : list nat) (k : nat) : option nat :=
  match lt_dec k (length l) with left h => Some (nth_sure l k h) | right _ => None end.
Definition reversed_by_positions (l : list nat) : list nat :=
  rev (map (fun i => get (of_list l) i) (positions (length l))).
Definition squares (l : list nat) : list (nat * nat) := to_list (zip (of_list l) (of_list l)).
Definition first_or (l : list nat) : nat :=
  match l as l' return length l = length l' -> nat with
  | [] => fun _ => 0
  | x :: r => fun h => head (match h in _ = n return vec nat n with eq_refl => of_list l end)
  end eq_refl.
Inductive hlist : list Type -> Type := hnil : hlist [] | hcons : forall (T : Type) (ts : list Type), T -> hlist ts -> hlist (T :: ts).
Definition hhead {T ts} (h : hlist (T :: ts)) : T :=
  match h in hlist us return match us with [] => unit | U :: _ => U end with hnil => tt | hcons _ _ x _ => x end.
Definition htail {T ts} (h : hlist (T :: ts)) : hlist ts :=
  match h in hlist us return match us with [] => unit | _ :: vs => hlist vs end with hnil => tt | hcons _ _ _ r => r end.
Definition mixed (n : nat) (b : bool) : nat * bool :=
  let h := hcons nat _ n (hcons bool _ b hnil) in (S (hhead h), negb (hhead (htail h))).

Extraction "convoy.ml" nth_maybe reversed_by_positions squares first_or mixed replicate bounded.
