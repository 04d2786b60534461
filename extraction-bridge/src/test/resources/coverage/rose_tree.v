(* Rose trees (nested inductives): folds through local fixpoints, maps, paths, levels, and a custom equality. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive rose (A : Type) := Rose (x : A) (children : list (rose A)).
Arguments Rose {A} _ _.
Fixpoint fold {A B} (f : A -> list B -> B) (t : rose A) : B :=
  match t with
  | Rose x ts => f x ((fix all ts := match ts with [] => [] | t :: r => fold f t :: all r end) ts)
  end.
Fixpoint map_tree {A B} (f : A -> B) (t : rose A) : rose B := match t with Rose x ts => Rose (f x) (map (map_tree f) ts) end.
Fixpoint eqb {A} (same : A -> A -> bool) (t u : rose A) {struct t} : bool :=
  match t, u with
  | Rose x ts, Rose y us =>
      andb (same x y)
        ((fix all ts us := match ts, us with
                           | [], [] => true
                           | t :: ts', u :: us' => andb (eqb same t u) (all ts' us')
                           | _, _ => false
                           end) ts us)
  end.
Definition size (t : rose nat) : nat := fold (fun _ l => S (list_sum l)) t.
Definition depth (t : rose nat) : nat := fold (fun _ l => S (list_max l)) t.
Definition preorder (t : rose nat) : list nat := fold (fun x l => x :: concat l) t.
Definition doubled (t : rose nat) : rose nat := map_tree (fun x => 2 * x) t.
Definition marked (t : rose nat) : rose (bool * nat) := map_tree (fun x => (Nat.even x, x)) t.
Definition same (t u : rose nat) : bool := eqb Nat.eqb t u.
Fixpoint zip_long {A} (f : A -> A -> A) (l r : list A) : list A :=
  match l, r with [], x | x, [] => x | a :: l', b :: r' => f a b :: zip_long f l' r' end.
Definition levels (t : rose nat) : list (list nat) :=
  fold (fun x l => [x] :: fold_right (zip_long (@app nat)) [] l) t.
Definition paths (t : rose nat) : list (list nat) :=
  fold (fun x l => match l with [] => [[x]] | _ => map (cons x) (concat l) end) t.
Fixpoint path (p : list nat) (t : rose nat) : option nat :=
  match p, t with
  | [], Rose x _ => Some x
  | i :: q, Rose _ ts => match nth_error ts i with Some u => path q u | None => None end
  end.

Extraction Language OCaml.
Extraction "rose_tree.ml" size depth preorder doubled marked same levels paths path.
