(* Satisfiability of clauses by splitting and unit propagation (DPLL), and of formulas by truth tables. *)
From Coq Require Import List Arith Bool Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Definition literal := (bool * nat)%type.
Definition clause := list literal.
Definition same (a b : literal) : bool := eqb (fst a) (fst b) && Nat.eqb (snd a) (snd b).
Definition opposite (a : literal) : literal := (negb (fst a), snd a).
Definition assign (l : literal) (cs : list clause) : list clause :=
  map (filter (fun m => negb (same m (opposite l)))) (filter (fun c => negb (existsb (same l) c)) cs).
Fixpoint unit_clause (cs : list clause) : option literal :=
  match cs with [] => None | [l] :: _ => Some l | _ :: r => unit_clause r end.
Fixpoint solve (fuel : nat) (cs : list clause) (model : list literal) : option (list literal) :=
  match fuel with
  | 0 => None
  | S f =>
      if existsb (fun c => match c with [] => true | _ => false end) cs then None
      else match unit_clause cs with
           | Some l => solve f (assign l cs) (l :: model)
           | None =>
               match cs with
               | (l :: _) :: _ =>
                   match solve f (assign l cs) (l :: model) with
                   | Some m => Some m
                   | None => solve f (assign (opposite l) cs) (opposite l :: model)
                   end
               | _ => Some model
               end
           end
  end.
Definition satisfy (cs : list (list (bool * nat))) : option (list (bool * nat)) := solve 12 (firstn 12 cs) [].
Definition holds (m : list (bool * nat)) (cs : list (list (bool * nat))) : bool :=
  forallb (fun c => existsb (fun l => existsb (same l) m) c) cs.

Inductive formula := Top | Atom (n : nat) | Neg (f : formula) | Conj (f g : formula) | Impl (f g : formula).
Fixpoint truth (env : list bool) (f : formula) : bool :=
  match f with
  | Top => true
  | Atom n => nth n env false
  | Neg g => negb (truth env g)
  | Conj g h => truth env g && truth env h
  | Impl g h => implb (truth env g) (truth env h)
  end.
Fixpoint valuations (n : nat) : list (list bool) :=
  match n with 0 => [[]] | S m => let v := valuations m in map (cons true) v ++ map (cons false) v end.
Definition tautology (f : formula) : bool := forallb (fun v => truth v f) (valuations 5).
Definition negation_pushed : bool -> formula -> formula :=
  fix go (positive : bool) (f : formula) : formula :=
    match f with
    | Top => if positive then Top else Neg Top
    | Atom n => if positive then Atom n else Neg (Atom n)
    | Neg g => go (negb positive) g
    | Conj g h => if positive then Conj (go true g) (go true h) else Impl (go true g) (go false h)
    | Impl g h => if positive then Impl (go true g) (go true h) else Conj (go true g) (go false h)
    end.

Extraction "dpll.ml" satisfy holds tautology negation_pushed.
