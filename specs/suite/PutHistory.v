(** What the clients have put so far: how many puts each has made, and on which
    key each of them was. It is what proofs about session guarantees remember of
    a run (framework/HistorySimulation.v): the puts of one client on one key
    before a given one are then a fact, the same wherever it is stated. *)

From Coq Require Import Arith Lia.

Section PutHistory.

Context {client key : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).

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

(** The client's last put on the key, or 0. *)
Definition last_on (h : puts_so_far) (c : client) (k : key) (n : nat) : Prop :=
  (n = 0 \/ on h c k n) /\ forall i, on h c k i -> i <= n.

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

(** ** What one more put leaves as it was *)

Lemma made_grows : forall b h h' c, one_more b h h' -> made h c <= made h' c.
Proof.
  intros b h h' c [k ->]. unfold and_then, made.
  destruct (client_eq_dec b c); subst; simpl; lia.
Qed.

Lemma made_other : forall b h h' c, one_more b h h' -> c <> b -> made h' c = made h c.
Proof.
  intros b h h' c [k ->] N. unfold and_then, made.
  destruct (client_eq_dec b c); congruence.
Qed.

Lemma on_grows : forall b h h' c k n, one_more b h h' -> on h c k n -> on h' c k n.
Proof. intros b h h' c k n [j ->] H. apply on_and_then. auto. Qed.

Lemma on_other : forall b h h' c k n,
  one_more b h h' -> c <> b -> (on h' c k n <-> on h c k n).
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

Lemma last_on_other : forall b h h' c k n,
  one_more b h h' -> c <> b -> last_on h c k n -> last_on h' c k n.
Proof.
  intros b h h' c k n G N [H1 H2]. split.
  - destruct H1; [auto | right; eapply on_grows; eauto].
  - intros i Hi. apply H2. apply (on_other b h h'); assumption.
Qed.

Lemma last_on_next : forall h c k n asked last,
  last_on h c asked last -> n = S (made h c) ->
  (asked = k -> last_on (and_then h c k) c asked n) /\
  (asked <> k -> last_on (and_then h c k) c asked last).
Proof.
  intros h c k n asked last [H1 H2] ->. split; intros E; split.
  - right. apply on_and_then. auto.
  - intros i Hi. apply on_positive in Hi. rewrite made_and_then in Hi. lia.
  - destruct H1; [auto | right; apply on_and_then; auto].
  - intros i Hi. apply on_and_then in Hi. destruct Hi as [Hi | [_ [? _]]];
      [auto | congruence].
Qed.

End PutHistory.
