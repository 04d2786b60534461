(* Lambda calculus with de Bruijn indices: shifting, substitution, an evaluator with fuel, and an environment machine. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive term := Var (n : nat) | Lam (t : term) | App (f a : term).
Fixpoint shift (d c : nat) (t : term) : term :=
  match t with
  | Var n => if Nat.ltb n c then Var n else Var (n + d)
  | Lam u => Lam (shift d (S c) u)
  | App f a => App (shift d c f) (shift d c a)
  end.
Fixpoint subst (s : term) (k : nat) (t : term) : term :=
  match t with
  | Var n => match Nat.compare n k with Lt => Var n | Eq => shift k 0 s | Gt => Var (pred n) end
  | Lam u => Lam (subst s (S k) u)
  | App f a => App (subst s k f) (subst s k a)
  end.
Fixpoint step (t : term) : option term :=
  match t with
  | Var _ => None
  | Lam u => option_map Lam (step u)
  | App (Lam u) a => Some (subst a 0 u)
  | App f a =>
      match step f with
      | Some g => Some (App g a)
      | None => option_map (App f) (step a)
      end
  end.
Fixpoint normalize (fuel : nat) (t : term) : term * bool :=
  match fuel with
  | 0 => (t, false)
  | S f => match step t with Some u => normalize f u | None => (t, true) end
  end.
Definition normal_form (t : term) : term * bool := normalize 12 t.

Inductive value := Closure (body : term) (environment : list value) | Free (n : nat) (arguments : list value).
Fixpoint machine (fuel : nat) (env : list value) (t : term) : option value :=
  match fuel with
  | 0 => None
  | S f =>
      match t with
      | Var n => match nth_error env n with Some v => Some v | None => Some (Free (n - length env) []) end
      | Lam u => Some (Closure u env)
      | App g a =>
          match machine f env g, machine f env a with
          | Some (Closure u e), Some v => machine f (v :: e) u
          | Some (Free n vs), Some v => Some (Free n (vs ++ [v]))
          | _, _ => None
          end
      end
  end.
Definition weak (t : term) : option value := machine 15 [] t.
Definition numeral (n : nat) : term := Lam (Lam (Nat.iter (Nat.modulo n 8) (App (Var 1)) (Var 0))).
Definition addition : term := Lam (Lam (Lam (Lam (App (App (Var 3) (Var 1)) (App (App (Var 2) (Var 1)) (Var 0)))))).
Definition sum (n m : nat) : term := fst (normalize 100 (App (App addition (numeral n)) (numeral m))).
Fixpoint closed (k : nat) (t : term) : bool :=
  match t with Var n => Nat.ltb n k | Lam u => closed (S k) u | App f a => andb (closed k f) (closed k a) end.

Extraction "lambda_calculus.ml" normal_form weak sum closed shift subst.
