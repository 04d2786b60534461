(** What the clients have put so far: how many puts each has made, and on which
    key each of them was. It is what proofs about session guarantees remember of
    a run (framework/HistorySimulation.v): the puts of one client on one key
    before a given one are then a fact, the same wherever it is stated. *)

From Coq Require Import Arith Lia.

Section PutHistory.

Context {client key : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (key_eq_dec : forall a b : key, {a = b} + {a <> b}).

(** For each client the number of its puts, which are numbered from 1, and the
    key of each. *)
Definition puts_so_far : Type := client -> nat * (nat -> option key).

Definition none_so_far : puts_so_far := fun _ => (0, fun _ => None).

Definition made (h : puts_so_far) (c : client) : nat := fst (h c).

(** The client's put of this number is on this key. *)
Definition on (h : puts_so_far) (c : client) (k : key) (n : nat) : Prop :=
  1 <= n <= made h c /\ snd (h c) n = Some k.

(** One more put of a client. *)
Definition and_then (h : puts_so_far) (c : client) (k : key) : puts_so_far :=
  fun d =>
    if client_eq_dec c d then
      (S (made h c), fun n => if n =? S (made h c) then Some k else snd (h c) n)
    else h d.

Definition one_more (c : client) (h h' : puts_so_far) : Prop :=
  exists k, h' = and_then h c k.

(** How many of the client's first puts are on the key. For a put on the key it
    is its number there, from 1. *)
Fixpoint rank (h : puts_so_far) (c : client) (k : key) (n : nat) : nat :=
  match n with
  | 0 => 0
  | S m =>
      match snd (h c) n with
      | Some j => if key_eq_dec k j then S (rank h c k m) else rank h c k m
      | None => rank h c k m
      end
  end.

Definition so_many (h : puts_so_far) (c : client) (k : key) : nat :=
  rank h c k (made h c).

Lemma on_nothing : forall c k n, on none_so_far c k n <-> False.
Proof. unfold on, made. simpl. split; [lia | tauto]. Qed.

Lemma on_positive : forall h c k n, on h c k n -> 1 <= n <= made h c.
Proof. unfold on. tauto. Qed.

Lemma one_key : forall h c j k n, on h c j n -> on h c k n -> j = k.
Proof. unfold on. intros h c j k n [_ H] [_ H']. congruence. Qed.

Lemma made_and_then : forall h c k, made (and_then h c k) c = S (made h c).
Proof.
  intros. unfold and_then, made.
  destruct (client_eq_dec c c); [reflexivity | congruence].
Qed.

Lemma on_and_then : forall h c k d j n,
  on (and_then h c k) d j n <->
  on h d j n \/ (d = c /\ j = k /\ n = S (made h c)).
Proof.
  intros. unfold on, and_then, made at 1 2.
  destruct (client_eq_dec c d) as [<- | N].
  - simpl. fold (made h c). destruct (Nat.eqb_spec n (S (made h c))).
    + split.
      * intros [_ E]. right. split; auto. split; [congruence | auto].
      * intros [[? _] | [_ [-> _]]]; [lia | split; [lia | auto]].
    + split.
      * intros [? E]. left. split; [lia | auto].
      * intros [[? E] | ?]; [split; [lia | auto] | tauto].
  - fold (made h d). split; [auto | intros [? | [? _]]; [auto | congruence]].
Qed.

(** ** Numbers and ranks go together *)

Lemma rank_increases : forall h c k m n, m <= n -> rank h c k m <= rank h c k n.
Proof.
  intros h c k m n H. induction H as [| n H IH]; [lia |]. simpl.
  destruct (snd (h c) (S n)) as [j |]; [destruct (key_eq_dec k j) |]; lia.
Qed.

Lemma rank_exceeds : forall h c k m n,
  on h c k n -> m < n -> rank h c k m < rank h c k n.
Proof.
  intros h c k m [| n] [Hn E] H; [lia |]. simpl. rewrite E.
  destruct (key_eq_dec k k); [| congruence].
  pose proof (rank_increases h c k m n). lia.
Qed.

Lemma rank_order : forall h c k m n,
  on h c k m -> on h c k n -> (rank h c k m <= rank h c k n <-> m <= n).
Proof.
  intros h c k m n Hm Hn. split; intros H.
  - destruct (Nat.le_gt_cases m n); [assumption |].
    pose proof (rank_exceeds h c k n m Hm). lia.
  - apply rank_increases. assumption.
Qed.

Lemma rank_at_most : forall h c k n, on h c k n -> rank h c k n <= so_many h c k.
Proof. intros. apply rank_increases. eapply on_positive; eauto. Qed.

(** ** What one more put leaves as it was *)

Lemma made_grows : forall b h h' c, one_more b h h' -> made h c <= made h' c.
Proof.
  intros b h h' c [k ->]. unfold and_then, made.
  destruct (client_eq_dec b c); subst; simpl; lia.
Qed.

Lemma made_other : forall b h h' c, one_more b h h' -> b <> c -> made h' c = made h c.
Proof.
  intros b h h' c [k ->] N. unfold and_then, made.
  destruct (client_eq_dec b c); congruence.
Qed.

Lemma on_grows : forall b h h' c k n, one_more b h h' -> on h c k n -> on h' c k n.
Proof. intros b h h' c k n [j ->] H. apply on_and_then. auto. Qed.

Lemma on_other : forall b h h' c k n,
  one_more b h h' -> b <> c -> (on h' c k n <-> on h c k n).
Proof.
  intros b h h' c k n [j ->] N. rewrite on_and_then. split; [| auto].
  intros [? | [? _]]; [auto | congruence].
Qed.

Lemma on_old : forall b h h' c k n,
  one_more b h h' -> n <= made h c -> (on h' c k n <-> on h c k n).
Proof.
  intros b h h' c k n [j ->] N. rewrite on_and_then. split; [| auto].
  intros [? | [-> [_ ->]]]; [auto | lia].
Qed.

Lemma rank_old : forall b h h' c k n,
  one_more b h h' -> n <= made h c -> rank h' c k n = rank h c k n.
Proof.
  intros b h h' c k n [j ->] Hn. induction n as [| n IH]; [reflexivity |].
  simpl. rewrite IH by lia.
  replace (snd (and_then h b j c) (S n)) with (snd (h c) (S n)); [reflexivity |].
  unfold and_then. destruct (client_eq_dec b c) as [-> |]; [| reflexivity].
  simpl. destruct (Nat.eqb_spec n (made h c)); [lia | reflexivity].
Qed.

Lemma so_many_other : forall b h h' c k,
  one_more b h h' -> b <> c -> so_many h' c k = so_many h c k.
Proof.
  intros b h h' c k G N. unfold so_many. rewrite (made_other b h h') by assumption.
  eapply rank_old; eauto.
Qed.

Lemma so_many_grows : forall b h h' c k,
  one_more b h h' -> so_many h c k <= so_many h' c k.
Proof.
  intros b h h' c k G. unfold so_many.
  rewrite <- (rank_old b h h' c k (made h c)) by auto.
  apply rank_increases. eapply made_grows; eauto.
Qed.

(** The new put is the last of its client on its key. *)
Lemma so_many_next : forall h c k j,
  so_many (and_then h c k) c j =
  if key_eq_dec j k then S (so_many h c j) else so_many h c j.
Proof.
  intros. unfold so_many. rewrite made_and_then. simpl.
  rewrite (rank_old c h) by (auto; exists k; reflexivity).
  replace (snd (and_then h c k c) (S (made h c))) with (Some k); [reflexivity |].
  unfold and_then. destruct (client_eq_dec c c); [| congruence].
  simpl. rewrite Nat.eqb_refl. reflexivity.
Qed.

Lemma rank_new : forall h c k,
  rank (and_then h c k) c k (S (made h c)) = S (so_many h c k).
Proof.
  intros. pose proof (so_many_next h c k k) as E. unfold so_many at 1 in E.
  rewrite made_and_then in E. rewrite E.
  destruct (key_eq_dec k k); congruence.
Qed.

Lemma on_new : forall h c k, on (and_then h c k) c k (S (made h c)).
Proof. intros. apply on_and_then. auto. Qed.

End PutHistory.
