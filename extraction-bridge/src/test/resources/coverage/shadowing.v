(* Names: modules whose types shadow outer ones (Coq__1), OCaml keywords, primes, capitals, unicode, operators' names. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive t := T (n : nat).
Definition value (x : t) : nat := match x with T n => n end.
Module Outer.
  Definition t := (nat * t)%type.
  Definition value (x : t) : nat := fst x + value (snd x).
  Module Inner.
    Definition t := (bool * t)%type.
    Definition value (x : t) : nat := if fst x then value (snd x) else 0.
    Definition rec (n : nat) : t := (Nat.even n, (n, T n)).
  End Inner.
  Definition val (n : nat) : nat := Inner.value (Inner.rec n) + value (n, T 1).
End Outer.
Definition object (method : nat) (begin' : nat) : nat := method + begin'.
Definition Upper (Case : nat) (N' : list nat) : list nat := Case :: N'.
Definition x' (x'' : nat) : nat := S x''.
Definition class (fun' virtual : nat) : nat := let new := fun' * virtual in let lazy := new + 1 in x' lazy.
Definition α (β : nat) : nat := β + 2.
Definition interface (public static : nat) : nat := let int := public in let long := static in int * 2 + long.
Inductive record := Null | True_ (default : nat) | Super (this : record) (super : record).
Fixpoint switch (enum : record) : nat :=
  match enum with Null => 0 | True_ d => d | Super this super => switch this + 2 * switch super end.
Definition hashCode (toString : nat) (equals : bool) : nat := if equals then toString else Nat.pred toString.
Definition getClass (wait notify : nat) : nat * nat := (notify, wait).
Definition list_ (l : list nat) : list nat := map (fun list => list + list) l.
Definition shadow (x : nat) : nat := let x := x + 1 in let x := x * 2 in let f x := x + 3 in f x.
Inductive Object := String (Integer : nat) | Long (Object_ : Object) | Override.
Fixpoint Boolean (System : Object) : bool := match System with String n => Nat.even n | Long o => negb (Boolean o) | Override => true end.

Extraction "shadowing.ml" value Outer object Upper x' class α interface switch hashCode getClass list_ shadow Boolean.
