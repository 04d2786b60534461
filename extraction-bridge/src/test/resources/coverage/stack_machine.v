(* A stack machine, a compiler from arithmetic expressions to it, and the proof that it is right. *)
From Coq Require Import List ZArith Extraction ExtrOcamlBasic ExtrOcamlZInt.
Import ListNotations.
Open Scope Z_scope.

Inductive operator := Plus | Minus | Times.
Inductive expression := Literal (z : Z) | Slot (v : nat) | Binary (o : operator) (l r : expression).
Inductive instruction := Push (z : Z) | Load (v : nat) | Apply (o : operator).

Definition operate (o : operator) (x y : Z) : Z := match o with Plus => x + y | Minus => x - y | Times => (x * y) end.
Definition value_of (store : list Z) (v : nat) : Z := nth v store 0.
Fixpoint evaluate (store : list Z) (e : expression) : Z :=
  match e with
  | Literal z => z
  | Slot v => value_of store v
  | Binary o l r => operate o (evaluate store l) (evaluate store r)
  end.
Fixpoint compile (e : expression) : list instruction :=
  match e with
  | Literal z => [Push z]
  | Slot v => [Load v]
  | Binary o l r => compile l ++ compile r ++ [Apply o]
  end.
Definition step (store : list Z) (i : instruction) (stack : list Z) : option (list Z) :=
  match i, stack with
  | Push z, s => Some (z :: s)
  | Load v, s => Some (value_of store v :: s)
  | Apply o, y :: x :: s => Some (operate o x y :: s)
  | Apply _, _ => None
  end.
Fixpoint run (store : list Z) (p : list instruction) (stack : list Z) : option (list Z) :=
  match p with
  | [] => Some stack
  | i :: r => match step store i stack with Some s => run store r s | None => None end
  end.
Fixpoint simplify (e : expression) : expression :=
  match e with
  | Binary o l r =>
      match o, simplify l, simplify r with
      | Plus, Literal 0, e' | Plus, e', Literal 0 | Minus, e', Literal 0 => e'
      | Times, Literal 1, e' | Times, e', Literal 1 => e'
      | Times, Literal 0, _ | Times, _, Literal 0 => Literal 0
      | o', l', r' => Binary o' l' r'
      end
  | _ => e
  end.

Theorem compile_right store e : forall rest stack,
  run store (compile e ++ rest) stack = run store rest (evaluate store e :: stack).
Proof.
  induction e as [z|v|o l IHl r IHr]; intros rest stack; simpl; auto.
  rewrite <- !app_assoc, IHl, IHr. reflexivity.
Qed.

Fixpoint shrunk (e : expression) : expression :=
  match e with
  | Literal z => Literal (Z.max (-9) (Z.min 9 z))
  | Slot v => Slot v
  | Binary o l r => Binary o (shrunk l) (shrunk r)
  end.
Definition both_ways (store : list Z) (e : expression) : Z * option (list Z) :=
  (evaluate store e, run store (compile e) []).

Extraction "stack_machine.ml" compile run evaluate simplify shrunk both_ways.
