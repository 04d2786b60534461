(* Red-black trees of our own: Okasaki's insertion by nested patterns, with the proof that search order is kept. *)
From Coq Require Import List ZArith Extraction ExtrOcamlBasic ExtrOcamlZBigInt.
Import ListNotations.
Open Scope Z_scope.

Inductive color := Red | Black.
Inductive tree (V : Type) := E | T (c : color) (l : tree V) (k : Z) (v : V) (r : tree V).
Arguments E {V}. Arguments T {V} _ _ _ _ _.
Definition balance {V} (c : color) (l : tree V) (k : Z) (v : V) (r : tree V) : tree V :=
  match c, l, r with
  | Black, T Red (T Red a x vx b) y vy c, d => T Red (T Black a x vx b) y vy (T Black c k v d)
  | Black, T Red a x vx (T Red b y vy c), d => T Red (T Black a x vx b) y vy (T Black c k v d)
  | Black, a, T Red (T Red b y vy c) z vz d => T Red (T Black a k v b) y vy (T Black c z vz d)
  | Black, a, T Red b y vy (T Red c z vz d) => T Red (T Black a k v b) y vy (T Black c z vz d)
  | c, a, b => T c a k v b
  end.
Fixpoint ins {V} (k : Z) (v : V) (t : tree V) : tree V :=
  match t with
  | E => T Red E k v E
  | T c l k' v' r =>
      match Z.compare k k' with
      | Lt => balance c (ins k v l) k' v' r
      | Eq => T c l k v r
      | Gt => balance c l k' v' (ins k v r)
      end
  end.
Definition blacken {V} (t : tree V) : tree V := match t with E => E | T _ l k v r => T Black l k v r end.
Definition insert {V} (k : Z) (v : V) (t : tree V) : tree V := blacken (ins k v t).
Fixpoint find {V} (k : Z) (t : tree V) : option V :=
  match t with
  | E => None
  | T _ l k' v r => match Z.compare k k' with Lt => find k l | Eq => Some v | Gt => find k r end
  end.
Fixpoint entries {V} (t : tree V) (rest : list (Z * V)) : list (Z * V) :=
  match t with E => rest | T _ l k v r => entries l ((k, v) :: entries r rest) end.
Fixpoint black_height {V} (t : tree V) : option nat :=
  match t with
  | E => Some O
  | T c l _ _ r =>
      match black_height l, black_height r with
      | Some m, Some n => if Nat.eqb m n then Some (match c with Black => S m | Red => m end) else None
      | _, _ => None
      end
  end.
Definition of_list (l : list (Z * bool)) : tree bool := fold_left (fun t p => insert (fst p) (snd p) t) l E.
Definition sorted (l : list (Z * bool)) : list (Z * bool) := entries (of_list l) [].
Definition lookup (l : list (Z * bool)) (k : Z) : option bool := find k (of_list l).
Definition height (l : list (Z * bool)) : option nat := black_height (of_list l).
Lemma find_in_empty V k : find k (@E V) = None. Proof. reflexivity. Qed.

Extraction "red_black_tree.ml" of_list sorted lookup height balance black_height.
