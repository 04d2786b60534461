(* Existential packages and universe-polymorphic containers: types stored in data, extracted through Obj.t. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive object : Type := Object : forall A : Type, A -> (A -> A) -> (A -> nat) -> object.
Definition step (o : object) : object := match o with Object A s next show => Object A (next s) next show end.
Definition show (o : object) : nat := match o with Object _ s _ show => show s end.
Definition objects (n : nat) : list object :=
  [Object nat n S (fun x => x); Object bool (Nat.even n) negb (fun b => if b then 1 else 0);
   Object (list nat) [n] (fun l => length l :: l) (fun l => fold_left Nat.add l 0);
   Object (nat * bool) (n, true) (fun p => (if snd p then fst p + 1 else fst p, negb (snd p))) fst].
Definition simulate (steps n : nat) : list nat := map show (map (Nat.iter (Nat.modulo steps 20) step) (objects n)).

#[universes(polymorphic)]
Record dynamic@{u} : Type := { carrier : Type@{u}; content : carrier; measure : carrier -> nat }.
Definition measured (l : list nat) : nat :=
  let d := {| carrier := list nat; content := l; measure := @length nat |} in measure d (content d).
Definition dynamics (l : list bool) : list nat :=
  map (fun d => measure d (content d))
    (map (fun b : bool => if b then {| carrier := nat; content := 5; measure := S |}
                          else {| carrier := bool; content := b; measure := fun c => if c then 1 else 2 |}) l).

Inductive code := CNat | CBool | CList (c : code) | CPair (a b : code) | CFun (a b : code).
Fixpoint meaning (c : code) : Type :=
  match c with
  | CNat => nat
  | CBool => bool
  | CList d => list (meaning d)
  | CPair a b => meaning a * meaning b
  | CFun a b => meaning a -> meaning b
  end.
Fixpoint default (c : code) : meaning c :=
  match c with
  | CNat => 7
  | CBool => true
  | CList d => [default d; default d]
  | CPair a b => (default a, default b)
  | CFun a b => fun _ => default b
  end.
Fixpoint weight (c : code) : meaning c -> nat :=
  match c with
  | CNat => fun n => n
  | CBool => fun b => if b then 1 else 0
  | CList d => fun l => fold_left (fun s x => s + weight d x) l 1
  | CPair a b => fun p => weight a (fst p) + weight b (snd p)
  | CFun a b => fun f => weight b (f (default a))
  end.
Definition weight_of (c : code) : nat := weight c (default c).
Definition any (n : nat) : {c : code & meaning c} :=
  match Nat.modulo n 3 with
  | 0 => existT meaning CNat n
  | 1 => existT meaning (CPair CBool (CList CNat)) (Nat.even n, [n; n])
  | _ => existT meaning (CFun CNat CNat) (fun m => m + n)
  end.
Definition weight_any (n : nat) : nat := let (c, m) := any n in weight c m.
Fixpoint curried (n : nat) : Type := match n with 0 => nat | S m => nat -> curried m end.
Fixpoint sum_of (n acc : nat) : curried n :=
  match n return curried n with 0 => acc | S m => fun x => sum_of m (acc + x) end.
Definition sum3 (a b c : nat) : nat := sum_of 3 0 a b c.

Extraction "packages.ml" simulate measured dynamics weight_of weight_any sum3.
