(* Co-inductive types of our own: lazy lists, infinite trees, processes, and delayed computations. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

CoInductive colist (A : Type) := conil | cocons (x : A) (r : colist A).
Arguments conil {A}. Arguments cocons {A} _ _.
CoFixpoint comap {A B} (f : A -> B) (l : colist A) : colist B :=
  match l with conil => conil | cocons x r => cocons (f x) (comap f r) end.
CoFixpoint coappend {A} (l m : colist A) : colist A :=
  match l with conil => m | cocons x r => cocons x (coappend r m) end.
CoFixpoint unfold {A S} (f : S -> option (A * S)) (s : S) : colist A :=
  match f s with None => conil | Some (x, t) => cocons x (unfold f t) end.
Fixpoint take {A} (n : nat) (l : colist A) : list A :=
  match n, l with S m, cocons x r => x :: take m r | _, _ => [] end.
CoFixpoint cycle {A} (x : A) (rest whole : list A) : colist A :=
  cocons x (match rest, whole with y :: r, _ => cycle y r whole | [], z :: r => cycle z r whole | [], [] => conil end).

CoInductive tree := branch (x : nat) (l r : tree).
CoFixpoint stern (a b : nat) : tree := branch (Nat.modulo (a + b) 1000) (stern a (a + b)) (stern (a + b) b).
CoFixpoint mirror (t : tree) : tree := match t with branch x l r => branch x (mirror r) (mirror l) end.
Fixpoint follow (p : list bool) (t : tree) : nat :=
  match t, p with branch x _ _, [] => x | branch _ l r, b :: q => follow q (if b : bool then l else r) end.

CoInductive delay (A : Type) := done (x : A) | wait (d : delay A).
Arguments done {A} _. Arguments wait {A} _.
CoFixpoint collatz (n : nat) : delay nat :=
  if Nat.leb n 1 then done n else wait (collatz (if Nat.even n then Nat.div n 2 else 3 * n + 1)).
CoFixpoint bind {A B} (d : delay A) (f : A -> delay B) : delay B :=
  match d with done x => f x | wait e => wait (bind e f) end.
Fixpoint run {A} (fuel : nat) (d : delay A) : option A :=
  match fuel, d with _, done x => Some x | 0, _ => None | S f, wait e => run f e end.
Fixpoint steps (fuel : nat) (d : delay nat) : nat :=
  match fuel, d with S f, wait e => S (steps f e) | _, _ => 0 end.

CoInductive process := give (n : nat) (p : process) | ask (k : nat -> process) | stop.
CoFixpoint summing (total : nat) : process := give total (ask (fun n => if Nat.eqb n 0 then stop else summing (total + n))).
Fixpoint interact (fuel : nat) (p : process) (inputs : list nat) : list nat :=
  match fuel with
  | 0 => []
  | S f => match p with
           | stop => []
           | give n q => n :: interact f q inputs
           | ask k => match inputs with [] => [] | x :: r => interact f (k x) r end
           end
  end.
Definition digits (n : nat) : list nat :=
  take 12 (unfold (fun m => match m with 0 => None | _ => Some (Nat.modulo m 2, Nat.div m 2) end) n).
Definition cycled (l : list bool) (n : nat) : list bool :=
  match l with [] => [] | x :: r => take (Nat.modulo n 40) (cycle x r l) end.
Definition appended (n k : nat) : list nat :=
  take k (coappend (comap S (unfold (fun m => match m with 0 => None | S j => Some (m, j) end) (Nat.modulo n 50)))
                   (unfold (fun m => Some (m, m + 1)) 100)).
Definition followed (p : list bool) : nat * nat :=
  let t := stern 0 1 in (follow p t, follow p (mirror t)).
Definition collatz_run (n : nat) : option nat * nat :=
  let d := collatz (Nat.modulo n 100) in (run 200 (bind d (fun x => wait (done (x + 1)))), steps 200 d).
Definition conversation (l : list nat) : list nat := interact 30 (summing 0) l.

Extraction "coinduction.ml" digits cycled appended followed collatz_run conversation.
