(* Type classes as dictionaries: Eq, Ord, Monoid with superclasses, instances for pairs, lists and options. *)
From Coq Require Import List Arith Extraction.
Import ListNotations.

Class Eq (A : Type) := { equal : A -> A -> bool }.
Class Ord (A : Type) := { ord_eq :> Eq A; compare_ : A -> A -> comparison }.
Class Monoid (A : Type) := { unit_ : A; join : A -> A -> A; left_unit : forall x, join unit_ x = x }.
#[export] Instance eq_nat : Eq nat := { equal := Nat.eqb }.
#[export] Instance eq_bool : Eq bool := { equal := Bool.eqb }.
#[export] Instance eq_pair {A B} `{Eq A} `{Eq B} : Eq (A * B) :=
  { equal := fun p q => andb (equal (fst p) (fst q)) (equal (snd p) (snd q)) }.
Fixpoint equal_lists {A} `{Eq A} (l r : list A) : bool :=
  match l, r with [], [] => true | x :: l', y :: r' => andb (equal x y) (equal_lists l' r') | _, _ => false end.
#[export] Instance eq_list {A} `{Eq A} : Eq (list A) := { equal := equal_lists }.
#[export] Instance ord_nat : Ord nat := { compare_ := Nat.compare }.
#[export] Instance ord_pair {A B} `{Ord A} `{Ord B} : Ord (A * B) :=
  { compare_ := fun p q => match compare_ (fst p) (fst q) with Datatypes.Eq => compare_ (snd p) (snd q) | c => c end }.
Fixpoint compare_lists {A} `{Ord A} (l r : list A) : comparison :=
  match l, r with
  | [], [] => Datatypes.Eq
  | [], _ => Lt
  | _, [] => Gt
  | x :: l', y :: r' => match compare_ x y with Datatypes.Eq => compare_lists l' r' | c => c end
  end.
#[export] Instance ord_list {A} `{Ord A} : Ord (list A) := { compare_ := compare_lists }.
#[export, refine] Instance sum_monoid : Monoid nat := { unit_ := 0; join := Nat.add }. Proof. reflexivity. Defined.
#[export, refine] Instance list_monoid {A} : Monoid (list A) := { unit_ := []; join := @app A }. Proof. reflexivity. Defined.
#[export, refine] Instance pair_monoid {A B} `{Monoid A} `{Monoid B} : Monoid (A * B) :=
  { unit_ := (unit_, unit_); join := fun p q => (join (fst p) (fst q), join (snd p) (snd q)) }.
Proof. intros [a b]. simpl. now rewrite !left_unit. Defined.
Definition total {A} `{Monoid A} (l : list A) : A := fold_right join unit_ l.
Fixpoint insert {A} `{Ord A} (x : A) (l : list A) : list A :=
  match l with [] => [x] | y :: r => match compare_ x y with Gt => y :: insert x r | _ => x :: l end end.
Definition sort {A} `{Ord A} (l : list A) : list A := fold_right insert [] l.
Fixpoint group {A} `{Eq A} (l : list A) : list (list A) :=
  match l with
  | [] => []
  | x :: r => match group r with
              | (y :: g) :: gs => if equal x y then (x :: y :: g) :: gs else [x] :: (y :: g) :: gs
              | gs => [x] :: gs
              end
  end.
Definition sorted_pairs (l : list (nat * nat)) : list (nat * nat) := sort l.
Definition sorted_words (l : list (list nat)) : list (list nat) := sort l.
Definition groups (l : list (nat * bool)) : list (list (nat * bool)) := group l.
Definition totals (l : list (nat * list bool)) : nat * list bool := total l.
Definition same (l r : list (list (nat * bool))) : bool := equal l r.

Extraction "type_classes.ml" sorted_pairs sorted_words groups totals same.
