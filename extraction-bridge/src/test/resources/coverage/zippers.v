(* Zippers over lists and binary trees: moves, edits at the focus, and a walk by commands. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic.
Import ListNotations.

Record cursor (A : Type) := { before : list A; focus : A; after : list A }.
Arguments before {A} _. Arguments focus {A} _. Arguments after {A} _.
Definition right {A} (c : cursor A) : cursor A :=
  match after c with [] => c | y :: r => {| before := focus c :: before c; focus := y; after := r |} end.
Definition left {A} (c : cursor A) : cursor A :=
  match before c with [] => c | y :: r => {| before := r; focus := y; after := focus c :: after c |} end.
Definition replace {A} (x : A) (c : cursor A) : cursor A := {| before := before c; focus := x; after := after c |}.
Definition insert {A} (x : A) (c : cursor A) : cursor A :=
  {| before := before c; focus := x; after := focus c :: after c |}.
Definition close {A} (c : cursor A) : list A := rev_append (before c) (focus c :: after c).
Definition open {A} (l : list A) : option (cursor A) :=
  match l with [] => None | x :: r => Some {| before := []; focus := x; after := r |} end.
Lemma close_open {A} (l : list A) c : open l = Some c -> close c = l.
Proof. destruct l; simpl; intros h; inversion h; reflexivity. Qed.

Inductive tree := Leaf | Node (l : tree) (x : nat) (r : tree).
Inductive context := Top | InLeft (x : nat) (r : tree) (c : context) | InRight (l : tree) (x : nat) (c : context).
Definition place := (tree * context)%type.
Definition down_left (p : place) : place := match p with (Node l x r, c) => (l, InLeft x r c) | _ => p end.
Definition down_right (p : place) : place := match p with (Node l x r, c) => (r, InRight l x c) | _ => p end.
Definition up (p : place) : place :=
  match p with
  | (_, Top) => p
  | (t, InLeft x r c) => (Node t x r, c)
  | (t, InRight l x c) => (Node l x t, c)
  end.
Fixpoint rebuild (c : context) (t : tree) : tree :=
  match c with Top => t | InLeft x r d => rebuild d (Node t x r) | InRight l x d => rebuild d (Node l x t) end.

Inductive command := GoLeft | GoRight | GoUp | Set_ (n : nat).
Definition obey_list (c : cursor nat) (k : command) : cursor nat :=
  match k with GoLeft => left c | GoRight => right c | GoUp => insert 0 c | Set_ n => replace n c end.
Definition edit_list (l : list nat) (ks : list command) : list nat :=
  match open l with None => [] | Some c => close (fold_left obey_list ks c) end.
Definition obey_tree (p : place) (k : command) : place :=
  match k with
  | GoLeft => down_left p
  | GoRight => down_right p
  | GoUp => up p
  | Set_ n => match p with (Node l _ r, c) => (Node l n r, c) | (Leaf, c) => (Node Leaf n Leaf, c) end
  end.
Definition edit_tree (t : tree) (ks : list command) : tree :=
  let (u, c) := fold_left obey_tree ks (t, Top) in rebuild c u.

Extraction "zippers.ml" edit_list edit_tree open close left right up.
