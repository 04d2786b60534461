(* A state monad with errors, and an interpreter of a small imperative language in it; strings as variable names. *)
From Coq Require Import String List Arith ZArith Extraction ExtrOcamlNativeString ExtrOcamlNatInt ExtrOcamlZBigInt.
Import ListNotations.
Open Scope string_scope.

Definition store := list (string * Z).
Inductive error := Unbound (name : string) | OutOfFuel | Negative (z : Z).
Definition M (A : Type) := store -> (A * store) + error.
Definition ret {A} (x : A) : M A := fun s => inl (x, s).
Definition bind {A B} (m : M A) (f : A -> M B) : M B := fun s => match m s with inl (x, t) => f x t | inr e => inr e end.
Definition fail {A} (e : error) : M A := fun _ => inr e.
Definition catch {A} (m : M A) (h : error -> M A) : M A := fun s => match m s with inr e => h e s | r => r end.
Notation "'let*' x := a 'in' b" := (bind a (fun x => b)) (at level 200, x name, a at level 100, b at level 200).
Fixpoint lookup (x : string) (s : store) : option Z :=
  match s with [] => None | (y, v) :: r => if String.eqb x y then Some v else lookup x r end.
Definition get (x : string) : M Z := fun s => match lookup x s with Some v => inl (v, s) | None => inr (Unbound x) end.
Definition set (x : string) (v : Z) : M unit := fun s => inl (tt, (x, v) :: filter (fun p => negb (String.eqb x (fst p))) s).

Inductive expression := Const (z : Z) | Var (x : string) | Add (a b : expression) | Mul (a b : expression) | Sub (a b : expression).
Inductive program :=
| Assign (x : string) (e : expression) | Seq (p q : program) | If (e : expression) (p q : program)
| While (e : expression) (p : program) | Try (p q : program) | Nop.
Fixpoint eval (e : expression) : M Z :=
  match e with
  | Const z => ret z
  | Var x => get x
  | Add a b => let* x := eval a in let* y := eval b in ret (x + y)%Z
  | Sub a b => let* x := eval a in let* y := eval b in ret (x - y)%Z
  | Mul a b => let* x := eval a in let* y := eval b in if (x <? 0)%Z then fail (Negative x) else ret (x * y)%Z
  end.
Fixpoint exec (fuel : nat) (p : program) : M unit :=
  match fuel with
  | 0 => fail OutOfFuel
  | S f =>
      match p with
      | Assign x e => let* v := eval e in set x v
      | Seq p q => let* _ := exec f p in exec f q
      | If e p q => let* v := eval e in if (v =? 0)%Z then exec f q else exec f p
      | While e b => let* v := eval e in if (0 <? v)%Z then let* _ := exec f b in exec f p else ret tt
      | Try p q => catch (exec f p) (fun _ => exec f q)
      | Nop => ret tt
      end
  end.
Definition run (p : program) : store + error :=
  match exec 8 p [("x", 1%Z); ("y", 2%Z)] with inl (_, s) => inl s | inr e => inr e end.
Definition factorial (n : nat) : option Z :=
  let p := Seq (Assign "n" (Const (Z.of_nat (Nat.modulo n 30)))) (Seq (Assign "r" (Const 1))
             (While (Var "n") (Seq (Assign "r" (Mul (Var "r") (Var "n"))) (Assign "n" (Sub (Var "n") (Const 1)))))) in
  match exec 70 p [] with inl (_, s) => lookup "r" s | inr _ => None end.
Definition message (e : error) : string :=
  match e with Unbound x => "unbound: " ++ x | OutOfFuel => "out of fuel" | Negative _ => "negative" end.
Definition outcome (p : program) : string := match run p with inl _ => "fine" | inr e => message e end.

Extraction "state_monad.ml" run factorial outcome.
