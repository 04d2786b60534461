(* Higher-kinded classes: functors and monads as records over type constructors; state, option, list, reader. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Class Functor (F : Type -> Type) := { fmap : forall A B, (A -> B) -> F A -> F B }.
Class Monad (M : Type -> Type) := {
  monad_functor :> Functor M;
  ret : forall A, A -> M A;
  bind : forall A B, M A -> (A -> M B) -> M B }.
Arguments ret {M _ A} _. Arguments bind {M _ A B} _ _. Arguments fmap {F _ A B} _ _.
Notation "x <- a ; b" := (bind a (fun x => b)) (at level 100, a at next level, right associativity).
Definition State (S A : Type) := S -> A * S.
#[export] Instance state_functor S : Functor (State S) := { fmap := fun A B f a s => let (x, t) := a s in (f x, t) }.
#[export] Instance state_monad S : Monad (State S) :=
  { ret := fun A x s => (x, s); bind := fun A B a f s => let (x, t) := a s in f x t }.
#[export] Instance option_functor : Functor option := { fmap := option_map }.
#[export] Instance option_monad : Monad option :=
  { ret := @Some; bind := fun A B a f => match a with Some x => f x | None => None end }.
#[export] Instance list_functor : Functor list := { fmap := map }.
#[export] Instance list_monad : Monad list := { ret := fun A x => [x]; bind := fun A B l f => flat_map f l }.
Fixpoint map_m {M : Type -> Type} `{Monad M} {A B : Type} (f : A -> M B) (l : list A) : M (list B) :=
  match l with
  | [] => ret []
  | x :: r => y <- f x; ys <- map_m f r; ret (y :: ys)
  end.
Fixpoint fold_m {M : Type -> Type} `{Monad M} {A B : Type} (f : B -> A -> M B) (b : B) (l : list A) : M B :=
  match l with [] => ret b | x :: r => c <- f b x; fold_m f c r end.
Definition lift2 {M : Type -> Type} `{Monad M} {A B C : Type} (f : A -> B -> C) (a : M A) (b : M B) : M C :=
  x <- a; fmap (f x) b.
Definition get {S} : State S S := fun s => (s, s).
Definition put {S} (s : S) : State S unit := fun _ => (tt, s).
Definition fresh : State nat nat := n <- get; _ <- put (S n); ret n.
Definition label (l : list bool) : list (bool * nat) * nat := map_m (fun b => n <- fresh; ret (b, n)) l 0.
Definition checked (l : list nat) : option (list nat) :=
  map_m (fun n => if Nat.even n then Some (Nat.div2 n) else None) l.
Definition choices (l : list (list nat)) : list (list nat) := map_m (fun c => firstn 3 c) (firstn 4 l).
Definition subtract (n : nat) (l : list nat) : option nat :=
  fold_m (fun a x => if Nat.leb x a then Some (a - x) else None) n l.
Definition sums (l r : list nat) : list nat := lift2 Nat.add l r.
Definition walk (l : list nat) : nat * list nat :=
  fold_m (fun a x => s <- get; _ <- put (x :: s); ret (a + x + length s)) 0 l [].
Definition doubled (o : option nat) : option nat := fmap (fun x => x + x) o.

Extraction "monads.ml" label checked choices subtract sums walk doubled fresh.
