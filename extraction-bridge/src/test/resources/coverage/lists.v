(* Standard library: lists (Lists.List) with no directives, polymorphic functions among them. *)
From Coq Require Import List Arith Extraction.
Import ListNotations.

Definition evens (l : list nat) : list nat := filter Nat.even l.
Definition halves (l : list nat) : list nat * list nat := partition Nat.even l.
Definition distinct (l : list nat) : list nat := nodup Nat.eq_dec l.
Definition occurrences (l : list nat) (x : nat) : nat := count_occ Nat.eq_dec l x.
Definition without (x : nat) (l : list nat) : list nat := remove Nat.eq_dec x l.
Definition occurs (x : nat) (l : list nat) : bool := if in_dec Nat.eq_dec x l then true else false.
Definition same (l r : list nat) : bool := if list_eq_dec Nat.eq_dec l r then true else false.
Definition pairs (l : list bool) (r : list nat) : list (bool * nat) := list_prod l r.
Definition prefixes (l : list nat) : list (list nat) := map (fun n => firstn n l) (seq 0 (S (length l))).
Definition flat (l : list (list nat)) : list nat := concat l.
Definition doubled (l : list nat) : list nat := flat_map (fun x => [x; x]) l.
Definition any_zero (l : list nat) : bool := existsb (Nat.eqb 0) l.
Definition all_small (l : list nat) : bool := forallb (fun x => Nat.ltb x 4) l.
Definition first_even (l : list nat) : option nat := find Nat.even l.

Extraction "lists.ml" evens halves distinct occurrences without occurs same pairs prefixes flat doubled any_zero all_small
  first_even length app rev rev_append rev' nth nth_error nth_default last removelast firstn skipn split combine fold_left
  fold_right map seq list_max list_sum repeat hd tl hd_error.
