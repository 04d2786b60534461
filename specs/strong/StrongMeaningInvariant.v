(** How a run of the strong family's machine is explained while it goes on: for
    each put its name and stamp time, for each get the put that it returned and
    the puts that its replica had applied; and what every message, store and
    session of the machine has to do with them. *)

From Coq Require Import List Bool Arith Lia Relations.
From Espalier.Framework Require Import Parameters Machine World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees HistoriesFacts.
From Espalier.Strong Require Histories Strong.
Import Histories ListNotations.

Module Invariant (P : PARAMETERS) (G : GUARANTEES).
  Module Core := Strong.Strong P G.
  Module Specification := MachineOf P Core.
  Module S := Core.

  Definition event := @Histories.event P.key P.value P.client.
  Definition explanation := Histories.explanation P.key P.value P.client.

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Lemma within_both : forall a b i,
    within (S.both a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma within_single : forall i j, within (single j) i <-> i = j.
  Proof. intros. apply member_single. Qed.

  Lemma all_in_within : forall a b,
    S.all_in a b = true <-> (forall i, within a i -> within b i).
  Proof. intros. apply subset_spec. Qed.

  (** ** The explanation so far *)

  Record notes := {
    name : event -> S.put_id;
    at_time : event -> nat;
    source_of : event -> option event;
    (** the puts that were in at the replica that answered, the last first *)
    log : event -> list event
  }.

  Definition stamp_of (n : notes) (e : event) : S.stamp :=
    {| S.time := at_time n e; S.writer := session e |}.

  Definition stamped (n : notes) (d e : event) : Prop :=
    S.stamp_before (stamp_of n d) (stamp_of n e) = true.

  Definition order (n : notes) (l : list event) (d e : event) : Prop :=
    if convergent G.chosen then stamped n d e else arrived l d e.

  Definition explanation_of (n : notes) : explanation := {|
    source := source_of n;
    visible := fun e g => In e (log n g);
    arbitration := fun g => order n (log n g)
  |}.

  Section Conditions.

  Context (v0 : P.value) (h : list event) (n : notes).

  (** The put [f] goes in only after [d]. *)
  Definition needs (d f : event) : Prop :=
    (monotonic_writes G.chosen = true /\ put_in h d /\ session_order h d f) \/
    (writes_follow_reads G.chosen = true /\ exists e g,
       reads_from h (explanation_of n) e g /\ session_order h g f /\
       comes_with h (explanation_of n) e d).

  Record log_ok (l : list event) : Prop := {
    logged_puts : forall e, In e l -> put_in h e;
    logged_once : NoDup l;
    logged_after : forall late f early d,
      l = late ++ f :: early -> needs d f -> In d early
  }.

  (** Of the puts in [l] on the key, [src] is the last; its value is [v]. *)
  Definition winner (l : list event) (k : P.key) (v : P.value)
    (src : option event) : Prop :=
    match src with
    | None => v = v0 /\ forall d, In d l -> key_of d <> k
    | Some e => In e l /\ key_of e = k /\ value_of e = v /\
        forall d, In d l -> key_of d = k -> d = e \/ order n l d e
    end.

  (** All that came with [src] is in the set, and no later than the time. *)
  Definition covers (src : option event) (s : S.puts) (t : nat) : Prop :=
    forall e d, src = Some e -> comes_with h (explanation_of n) e d ->
      within s (name n d) /\ at_time n d <= t.

  (** The set has the puts of the session before its operation [m]; or all that
      came with what it had read. *)
  Definition own_named (c : P.client) (m : nat) (s : S.puts) : Prop :=
    forall d, put_in h d -> session d = c -> number d < m -> within s (name n d).

  Definition reads_named (c : P.client) (m : nat) (s : S.puts) : Prop :=
    forall e d g, reads_from h (explanation_of n) e g -> session g = c ->
      number g < m -> comes_with h (explanation_of n) e d -> within s (name n d).

  Record answer_ok (c : P.client) (m : nat) (k : P.key) (v : P.value)
    (l : list event) (src : option event) : Prop := {
    answer_log : log_ok l;
    answer_wins : winner l k v src;
    answer_own : read_your_writes G.chosen = true ->
      forall d, put_in h d -> session d = c -> number d < m -> In d l;
    answer_reads : monotonic_reads G.chosen = true ->
      forall e d g, reads_from h (explanation_of n) e g -> session g = c ->
        number g < m -> comes_with h (explanation_of n) e d -> In d l
  }.

  (** ** What holds of the machine's parts *)

  Definition message_ok (m : message Specification.machine) : Prop :=
    match m with
    | GetRequest _ c i _ g =>
        own_named c i (S.asked_puts g) /\ reads_named c i (S.asked_reads g)
    | PutRequest _ c k v p =>
        exists i, let f := PutCalled c i k v in
          In f h /\ name n f = S.id p /\ S.mark p = stamp_of n f /\
          own_named c i (S.earlier_puts p) /\ reads_named c i (S.earlier_reads p)
    | GetResponse c i k v a =>
        exists l src, answer_ok c i k v l src /\
          covers src (S.answer_causes a) (S.answer_time a)
    end.

  Record store_ok (l : list event) (s : S.replica_state) : Prop := {
    store_log : log_ok l;
    applied_logged : forall e, put_in h e ->
      (within (S.applied s) (name n e) <-> In e l);
    applied_made : forall i, within (S.applied s) i ->
      exists e, put_in h e /\ name n e = i;
    entries_ok : forall k, exists src,
      winner l k (S.content (S.entry_of s k)) src /\
      covers src (S.causes (S.entry_of s k)) (S.time_of (S.entry_of s k)) /\
      S.written (S.entry_of s k) = option_map (stamp_of n) src
  }.

  (** A client's events are numbered below this. *)
  Definition limit (x : client_world Specification.machine) : nat :=
    match waiting x with Some i => i | None => next x end.

  Record client_ok (c : P.client) (x : client_world Specification.machine)
    : Prop := {
    numbers_below : forall e, In e h -> session e = c -> number e < limit x;
    waiting_last : forall i, waiting x = Some i -> next x = Datatypes.S i;
    own_known : forall d, put_in h d -> session d = c ->
      within (S.own_puts (state x)) (name n d) /\
      at_time n d <= S.past (state x) /\
      fst (name n d) = c /\ snd (name n d) <= S.made (state x);
    reads_known : forall e d g,
      reads_from h (explanation_of n) e g -> session g = c ->
      comes_with h (explanation_of n) e d ->
      within (S.read_causes (state x)) (name n d) /\
      at_time n d <= S.past (state x)
  }.

  Record history_ok : Prop := {
    same_name : forall d e,
      put_in h d -> put_in h e -> name n d = name n e -> d = e;
    times_rise : forall d e, put_in h d -> put_in h e ->
      happens_before h (explanation_of n) d e -> at_time n d < at_time n e;
    numbers_rise : forall a b,
      precedes h a b -> session a = session b -> number a < number b;
    gets_ok : forall g, get_in h g ->
      answer_ok (session g) (number g) (key_of g) (value_of g) (log n g)
        (source_of n g);
    logs_precede : forall g e, get_in h g -> In e (log n g) -> precedes h e g
  }.

  (** No operation of a client that is yet to come is asked or answered. *)
  Definition numbered (w : world Specification.machine)
    (m : message Specification.machine) : Prop :=
    match m with
    | GetRequest _ c i _ _ | GetResponse c i _ _ _ => i < next (clients w c)
    | PutRequest _ _ _ _ _ => True
    end.

  Record invariant (logs : P.replica -> list event)
    (w : world Specification.machine) : Prop := {
    clients_ok : forall c, client_ok c (clients w c);
    stores_ok : forall r, store_ok (logs r) (stores w r);
    messages_ok : forall m, In m (network w) -> message_ok m /\ numbered w m;
    all_explained : history_ok
  }.

  End Conditions.

  (** ** The order of the stamps *)

  Lemma stamp_before_iff : forall a b,
    S.stamp_before a b = true <->
    S.time a < S.time b \/
    S.time a = S.time b /\ S.writer a <> S.writer b /\
      P.client_leb (S.writer a) (S.writer b) = true.
  Proof.
    intros a b. unfold S.stamp_before.
    destruct (Nat.eqb_spec (S.time a) (S.time b)).
    - destruct (P.client_eq_dec (S.writer a) (S.writer b)).
      + split; [discriminate | intros [? | [? [? ?]]]; [lia | contradiction]].
      + intuition lia.
    - rewrite Nat.leb_le. intuition lia.
  Qed.

  Lemma stamped_irreflexive : forall n a, ~ stamped n a a.
  Proof.
    intros n a. unfold stamped. rewrite stamp_before_iff. intuition lia.
  Qed.

  Lemma stamped_transitive : forall n a b c,
    stamped n a b -> stamped n b c -> stamped n a c.
  Proof.
    intros n a b c. unfold stamped. rewrite !stamp_before_iff. simpl.
    intros [H | [E [N L]]] [H' | [E' [N' L']]]; [left; lia .. | right].
    split; [lia |]. split; [| eapply P.client_leb_transitive; eauto].
    intros E''. apply N. apply P.client_leb_antisymmetric; [exact L |].
    rewrite E''. exact L'.
  Qed.

  Lemma stamped_total : forall n a b,
    at_time n a <> at_time n b \/ session a <> session b ->
    stamped n a b \/ stamped n b a.
  Proof.
    intros n a b H. unfold stamped. rewrite !stamp_before_iff. simpl.
    destruct (Nat.lt_trichotomy (at_time n a) (at_time n b)) as [L | [E | L]];
      [auto | | auto].
    assert (N : session a <> session b) by tauto.
    destruct (P.client_leb_total (session a) (session b)); auto 6.
  Qed.

  Definition event_eq_dec (a b : event) : {a = b} + {a <> b}.
  Proof.
    decide equality; first [apply P.value_eq_dec | apply P.key_eq_dec
      | apply P.client_eq_dec | apply Nat.eq_dec].
  Defined.

  (** Two puts of a history have different stamps. *)
  Lemma stamps_total : forall v0 h n a b,
    history_ok v0 h n -> put_in h a -> put_in h b ->
    a = b \/ stamped n a b \/ stamped n b a.
  Proof.
    intros v0 h n a b H Ha Hb.
    destruct (precedes_either h a b) as [E | D]; [apply Ha | apply Hb | auto |].
    right. apply stamped_total.
    destruct (P.client_eq_dec (session a) (session b)) as [E |]; auto. left.
    destruct D as [D | D].
    - pose proof (numbers_rise _ _ _ H _ _ D E).
      assert (at_time n a < at_time n b); [| lia].
      apply (times_rise _ _ _ H); auto. apply session_is_causal.
      repeat split; auto; [apply Ha | apply Hb].
    - pose proof (numbers_rise _ _ _ H _ _ D (eq_sym E)).
      assert (at_time n b < at_time n a); [| lia].
      apply (times_rise _ _ _ H); auto. apply session_is_causal.
      repeat split; auto; [apply Hb | apply Ha].
  Qed.

  Lemma order_is_order : forall v0 h n l,
    history_ok v0 h n -> log_ok h n l ->
    strict_total_order (fun e => In e l) (order n l).
  Proof.
    intros v0 h n l H L. unfold order.
    destruct (convergent G.chosen);
      [| apply arrival_is_order; apply (logged_once _ _ _ L)].
    constructor.
    - intros a _. apply stamped_irreflexive.
    - intros a b c _ _ _. apply stamped_transitive.
    - intros a b Ha Hb. eapply stamps_total; eauto; eapply logged_puts; eauto.
  Qed.
End Invariant.
