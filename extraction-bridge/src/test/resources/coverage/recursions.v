(* Famous recursions: Ackermann by lexicographic nesting, Collatz with fuel, Fibonacci, Hanoi, McCarthy's 91. *)
From Coq Require Import List Arith Extraction.
Import ListNotations.

Fixpoint ackermann (m : nat) : nat -> nat :=
  match m with
  | 0 => S
  | S m' => fix inner (n : nat) : nat := match n with 0 => ackermann m' 1 | S n' => ackermann m' (inner n') end
  end.
Fixpoint fibonacci (n : nat) : nat :=
  match n with 0 => 0 | S m => match m with 0 => 1 | S k => fibonacci m + fibonacci k end end.
Fixpoint memo (n : nat) : list nat :=
  match n with
  | 0 => [0]
  | S m => match memo m with x :: (y :: _) as l => x + y :: l | l => 1 :: l end
  end.
Fixpoint collatz (fuel n : nat) : option nat :=
  match fuel with
  | 0 => None
  | S f => match n with
           | 0 | 1 => Some 0
           | _ => option_map S (collatz f (if Nat.even n then Nat.div2 n else 3 * n + 1))
           end
  end.
Inductive peg := A | B | C.
Fixpoint hanoi (n : nat) (from to via : peg) : list (peg * peg) :=
  match n with 0 => [] | S m => hanoi m from via to ++ (from, to) :: hanoi m via to from end.
Fixpoint mccarthy (fuel n : nat) : nat :=
  match fuel with 0 => n | S f => if Nat.ltb 20 n then n - 2 else mccarthy f (mccarthy f (n + 3)) end.
Fixpoint half (n : nat) : nat := match n with 0 | 1 => 0 | S (S m) => S (half m) end.
Fixpoint binomial (n k : nat) : nat :=
  match n, k with _, 0 => 1 | 0, S _ => 0 | S m, S j => binomial m j + binomial m k end.
Definition small_ackermann (m n : nat) : nat := ackermann (Nat.modulo m 3) (Nat.modulo n 6).
Definition small_fibonacci (n : nat) : nat := fibonacci (Nat.modulo n 15).
Definition fibonaccis (n : nat) : list nat := memo (Nat.modulo n 15).
Definition small_collatz (n : nat) : option nat := collatz 40 (Nat.modulo n 25).
Definition small_hanoi (n : nat) : list (peg * peg) := hanoi (Nat.modulo n 7) A C B.
Definition small_mccarthy (n : nat) : nat := mccarthy 30 (Nat.modulo n 30).
Definition small_binomial (n k : nat) : nat := binomial (Nat.modulo n 10) (Nat.modulo k 10).
Lemma half_of_double n : half (n + n) = n.
Proof. induction n as [|m IH]; simpl; auto. rewrite Nat.add_succ_r. simpl. now rewrite IH. Qed.

Extraction "recursions.ml" small_ackermann small_fibonacci fibonaccis small_collatz small_hanoi small_mccarthy half
  small_binomial.
