(** Functors that the file leaves unapplied: over types with parameters, over each other, inside modules, with
    constraints, with modules inside their parameters, and over functors. *)
Require Import List PeanoNat.
Import ListNotations.
Require Extraction.
Require Import ExtrOcamlBasic ExtrOcamlNatInt.

Module Type PARAMETERS.
  Parameter key : Type.
  Parameter value : Type.
  Parameter default : value.
  Parameter same : key -> key -> bool.
End PARAMETERS.

Module Type MAP (K : PARAMETERS).
  Parameter map : Type -> Type.
  Parameter empty : forall A, map A.
  Parameter find : forall A, K.key -> map A -> option A.
  Parameter add : forall A, K.key -> A -> map A -> map A.
  Parameter remove : forall A, K.key -> map A -> map A.
  Parameter mapi : forall A B, (K.key -> A -> B) -> map A -> map B.
  Parameter fold : forall A B, (K.key -> A -> B -> B) -> map A -> B -> B.
  Parameter size : forall A, map A -> nat.
  Arguments empty {A}.
  Arguments find {A}.
  Arguments add {A}.
  Arguments remove {A}.
  Arguments mapi {A B}.
  Arguments fold {A B}.
  Arguments size {A}.
End MAP.

Module Store (P : PARAMETERS) (M : MAP P).
  Record entry := { stored : P.value; version : nat }.
  Record state := { entries : M.map entry; counts : M.map nat; clock : nat }.

  Definition init := {| entries := M.empty; counts := M.empty; clock := 0 |}.

  Definition bump (k : P.key) (m : M.map nat) : M.map nat :=
    match M.find k m with
    | Some n => M.add k (S n) m
    | None => M.add k 1 m
    end.

  Definition put (s : state) (k : P.key) (v : P.value) : state :=
    {| entries := M.add k {| stored := v; version := clock s |} (entries s);
       counts := bump k (counts s);
       clock := S (clock s) |}.

  Definition get (s : state) (k : P.key) : P.value * nat :=
    match M.find k (entries s) with
    | Some e => (stored e, version e)
    | None => (P.default, 0)
    end.

  Definition drop (s : state) (k : P.key) : state :=
    {| entries := M.remove k (entries s); counts := counts s; clock := clock s |}.

  Definition tally (s : state) : nat :=
    M.fold (fun _ n total => n + total) (counts s) 0.

  Definition doubled (s : state) : M.map nat := M.mapi (fun _ n => n + n) (counts s).

  Definition sum (m : M.map nat) : nat := M.fold (fun _ n f => fun total => f (n + total)) m (fun total => total) 0.

  Definition same_size {A B} (left : M.map A) (right : M.map B) : bool := Nat.eqb (M.size left) (M.size right).

  Definition lookup {A} (k : P.key) (m : M.map A) (otherwise : A) : A :=
    match M.find k m with Some a => a | None => otherwise end.

  Definition history (s : state) (ks : list P.key) : list (option nat) := map (fun k => M.find k (counts s)) ks.

  Definition nested : M.map (M.map nat) := M.empty.

  Definition put_nested (k : P.key) (n : nat) (m : M.map (M.map nat)) :=
    M.add k (M.add k n (lookup k m M.empty)) m.

  Definition get_nested (k : P.key) (m : M.map (M.map nat)) : nat :=
    if Nat.eqb (lookup k (lookup k m M.empty) 0) 0 then 7 else lookup k (lookup k m M.empty) 0.

  Definition score (s : state) (ks : list P.key) : nat :=
    let nested := fold_right (fun k m => put_nested k (snd (get s k)) m) nested ks in
    fold_right (fun k n => n + lookup k (doubled s) 5 + get_nested k nested
                           + (match M.find k (counts s) with Some c => c | None => 9 end))
      (tally s + sum (doubled s) + (if same_size (entries s) (counts s) then 1 else 2) + length (history s ks)) ks.
End Store.

Module Type MAKE.
  Declare Module Make (K : PARAMETERS) : MAP K.
End MAKE.

(** A parameter with a functor in it, which the body applies to the other parameter. *)
Module Twice (P : PARAMETERS) (F : MAKE).
  Module Left := F.Make P.
  Module Right := F.Make P.
  Definition both (k : P.key) : Left.map nat * Right.map nat := (Left.add k 1 Left.empty, Right.add k 2 Right.empty).
  Definition pick (k j : P.key) : nat :=
    let (l, r) := both k in
    match Left.find j l, Right.find j r with
    | Some a, Some b => a + 4 * b
    | _, _ => 0
    end.
End Twice.

Module Type ORDERED.
  Parameter t : Type.
  Parameter compare : t -> t -> comparison.
End ORDERED.

Module Type INTERVAL.
  Declare Module Point : ORDERED.
  Inductive interval := Empty | Between (low high : Point.t).
  Parameter width : interval -> nat.
End INTERVAL.

Module Outer.
  Definition scale := 3.
  Module Inner (O : ORDERED) (I : INTERVAL with Module Point := O).
    Definition make (a b : O.t) : I.interval :=
      match O.compare a b with Gt => I.Empty | _ => I.Between a b end.
    Definition measure (a b : O.t) : nat := scale * I.width (make a b).
  End Inner.
  Module Typed (O : ORDERED with Definition t := nat).
    Definition larger (a : O.t) (b : nat) : nat := match O.compare a b with Lt => b | _ => a end.
  End Typed.
End Outer.

Extraction "openfunctors.ml" Store Twice Outer.
