(* A bank and a job queue as state machines: records with update, error cases, invariants kept, histories replayed. *)
From Coq Require Import List Arith NArith Lia Extraction ExtrOcamlBasic.
Import ListNotations.
Open Scope N_scope.

Record account := { owner : nat; balance : N; frozen : bool }.
Record event := { time : N; amount : N; from : nat; to : nat }.
Record bank := { accounts : list account; log : list event; clock : N }.
Inductive command := Open (who : nat) (deposit : N) | Transfer (a b : nat) (x : N) | Freeze (who : nat) | Tick (n : N).
Inductive failure := NoSuchAccount (who : nat) | Poor (missing : N) | IsFrozen | Exists_.
Definition initial : bank := {| accounts := []; log := []; clock := 0 |}.
Definition find_account (who : nat) (b : bank) : option account :=
  find (fun a => Nat.eqb (owner a) who) (accounts b).
Definition update (who : nat) (f : account -> account) (b : bank) : bank :=
  {| accounts := map (fun a => if Nat.eqb (owner a) who then f a else a) (accounts b); log := log b; clock := clock b |}.
Definition with_balance (x : N) (a : account) : account := {| owner := owner a; balance := x; frozen := frozen a |}.
Definition step (b : bank) (c : command) : bank + failure :=
  match c with
  | Open who x =>
      match find_account who b with
      | Some _ => inr Exists_
      | None => inl {| accounts := {| owner := who; balance := x; frozen := false |} :: accounts b; log := log b; clock := clock b |}
      end
  | Transfer p q x =>
      match find_account p b, find_account q b with
      | None, _ => inr (NoSuchAccount p)
      | _, None => inr (NoSuchAccount q)
      | Some s, Some _ =>
          if frozen s then inr IsFrozen
          else if balance s <? x then inr (Poor (x - balance s))
          else let b' := update p (fun a => with_balance (balance a - x) a) b in
               let b'' := update q (fun a => with_balance (balance a + x) a) b' in
               inl {| accounts := accounts b''; log := {| time := clock b; amount := x; from := p; to := q |} :: log b'';
                      clock := clock b + 1 |}
      end
  | Freeze who =>
      match find_account who b with
      | None => inr (NoSuchAccount who)
      | Some _ => inl (update who (fun a => {| owner := owner a; balance := balance a; frozen := negb (frozen a) |}) b)
      end
  | Tick n => inl {| accounts := accounts b; log := log b; clock := clock b + n |}
  end.
Fixpoint replay (cs : list command) (b : bank) (failures : list failure) : bank * list failure :=
  match cs with
  | [] => (b, rev failures)
  | c :: r => match step b c with inl b' => replay r b' failures | inr f => replay r b (f :: failures) end
  end.
Definition run (cs : list command) : bank * list failure := replay cs initial [].
Definition total (b : bank) : N := fold_left (fun s a => s + balance a) (accounts b) 0.
Definition wealth (cs : list command) : N := total (fst (run cs)).
Lemma tick_keeps_total b n b' : step b (Tick n) = inl b' -> total b' = total b.
Proof. simpl. intros h. inversion h. reflexivity. Qed.

Record queue := { front : list nat; back : list nat }.
Definition push (x : nat) (q : queue) : queue := {| front := front q; back := x :: back q |}.
Definition pop (q : queue) : option (nat * queue) :=
  match front q with
  | x :: f => Some (x, {| front := f; back := back q |})
  | [] => match rev (back q) with [] => None | x :: f => Some (x, {| front := f; back := [] |}) end
  end.
Definition served (jobs : list (option nat)) : list nat * queue :=
  fold_left (fun (s : list nat * queue) j => match j with
    | Some x => (fst s, push x (snd s))
    | None => match pop (snd s) with Some (x, q) => (x :: fst s, q) | None => s end
    end) jobs ([], {| front := []; back := [] |}).

Extraction "bank.ml" run wealth served step pop.
