(** A point of the strong family that converges refines what the suite's
    guarantees have in common (StrongByKey.v). When a put goes in that is older
    than the entry, nobody can see it: the machine of StrongByKey.v lets it wait
    until a later put of its client wins the key, and then, if there are monotonic
    writes, applies what is waiting of that client first. The entry is at each
    time the one of the largest stamp among the puts that are in. *)

From Coq Require Import Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LazySimulation LazySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.
From Espalier.Suite Require Import PutHistory.
From Espalier.Suite Require StrongToSuiteProof.

Module ConvergentToByKey (P : PARAMETERS) (G : GUARANTEES).
  Module Base := StrongToSuiteProof.Proof P G.
  Module Strong := Base.Strong.
  Module ByKey := Base.ByKey.
  Module S := Base.StrongCore.
  Module B := Base.ByKeyCore.
  Import Base.

  (** * What the clients have put so far *)

  Record data := {
    on_key : P.key;
    at_time : nat;
    with_value : P.value;
    as_sent : B.put_payload     (** by the machine of StrongByKey.v *)
  }.

  Definition history := @puts_so_far P.client data.
  Definition on := @PutHistory.on P.client data.
  Definition made := @PutHistory.made P.client data.
  Arguments made : simpl never.
  Arguments on : simpl never.

  Definition puts_on (h : history) (c : P.client) (k : P.key) (n : nat) : Prop :=
    exists d, on h c d n /\ on_key d = k.

  (** The puts of a client on a key before one of this number. *)
  Definition before (h : history) (c : P.client) (k : P.key) (n : nat)
    (i : S.put_id) : Prop :=
    fst i = c /\ snd i < n /\ puts_on h c k (snd i).

  Record well (h : history) : Prop := {
    sent_as : forall c d n, on h c d n ->
      B.id (as_sent d) = (c, n) /\
      forall i, holds (B.put_earlier (as_sent d)) i <->
        before h c (on_key d) n i;
    times_rise : forall c d m d' n,
      on h c d m -> on h c d' n -> m < n -> at_time d < at_time d'
  }.

  Definition grows (c : P.client) (h h' : history) : Prop :=
    one_more P.client_eq_dec c h h' /\ well h'.

  Definition sent (h : history) (k : P.key) (v : P.value) (c : P.client)
    (q : B.put_payload) : Prop :=
    exists d n, on h c d n /\ on_key d = k /\ with_value d = v /\ as_sent d = q.

  Lemma puts_on_made : forall h c k n, puts_on h c k n -> 1 <= n <= made h c.
  Proof. intros h c k n [d [H _]]. eapply on_positive; eauto. Qed.

  Lemma puts_on_grows : forall b h h' c k n,
    grows b h h' -> puts_on h c k n -> puts_on h' c k n.
  Proof.
    intros b h h' c k n [G _] [d [H E]]. exists d. split; [| exact E].
    eapply on_grows; eauto.
  Qed.

  Lemma on_as_before : forall b h h' c d n,
    grows b h h' -> n <= made h c -> (on h' c d n <-> on h c d n).
  Proof. intros b h h' c d n [G _] H. eapply on_old; eauto. Qed.

  Lemma puts_on_old : forall b h h' c k n,
    grows b h h' -> n <= made h c -> (puts_on h' c k n <-> puts_on h c k n).
  Proof.
    intros b h h' c k n G H. unfold puts_on. split; intros [d [Hd E]]; exists d;
      (split; [| exact E]); apply (on_as_before b h h'); assumption.
  Qed.

  Lemma puts_on_dec : forall h c k n, {puts_on h c k n} + {~ puts_on h c k n}.
  Proof.
    intros h c k n. destruct (snd (h c) n) as [d |] eqn:E.
    - destruct (P.key_eq_dec (on_key d) k) as [Ek | N].
      + destruct (le_dec 1 n) as [L |]; [destruct (le_dec n (made h c)) as [M |] |].
        * left. exists d. repeat split; auto.
        * right. intros H. apply puts_on_made in H. lia.
        * right. intros H. apply puts_on_made in H. lia.
      + right. intros [d' [[_ E'] Ek]]. congruence.
    - right. intros [d' [[_ E'] _]]. congruence.
  Qed.

  Lemma before_old : forall b h h' c k n i,
    grows b h h' -> n <= S (made h c) -> (before h' c k n i <-> before h c k n i).
  Proof.
    intros b h h' c k n i G H. unfold before.
    split; intros [E [L Hi]]; (split; [exact E | split; [exact L |]]).
    - apply (puts_on_old b h h') in Hi; [exact Hi | exact G | lia].
    - eapply puts_on_grows; eauto.
  Qed.

  (** * The relations *)

  Record client_related (h : history) (c : P.client) (x : S.client_state)
    (y : B.client_state) : Prop := {
    client_well : well h;
    strong_made : S.made x = made h c;
    by_key_made : B.made y = made h c;
    own_made : forall i,
      within (S.own_puts x) i <-> fst i = c /\ 1 <= snd i <= made h c;
    own_on_key : forall k i,
      holds (B.own_puts y k) i <-> fst i = c /\ puts_on h c k (snd i);
    reads_depend : forall k i, holds (B.reads y k) i ->
      within (S.read_causes x) i /\ puts_on h (fst i) k (snd i);
    times_past : forall d n, on h c d n -> at_time d <= S.past x
  }.

  Record get_related (h : history) (k : P.key) (c : P.client)
    (g : S.get_payload) (g' : B.get_payload) : Prop := {
    asked_own : forall i, holds (B.asked_puts g') i ->
      within (S.asked_puts g) i /\ puts_on h (fst i) k (snd i);
    asked_read : forall i, holds (B.asked_reads g') i ->
      within (S.asked_reads g) i /\ puts_on h (fst i) k (snd i)
  }.

  Definition answer_related (h : history) (k : P.key) (a : S.answer_payload)
    (b : B.answer_payload) : Prop :=
    forall i, b = Some i ->
      within (S.answer_causes a) i /\ puts_on h (fst i) k (snd i).

  Definition stamp_of (c : P.client) (d : data) : S.stamp :=
    {| S.time := at_time d; S.writer := c |}.

  Definition put_known (h : history) (k : P.key) (v : P.value) (c : P.client)
    (p : S.put_payload) : Prop :=
    well h /\
    exists d n,
      on h c d n /\ on_key d = k /\ with_value d = v /\
      S.id p = (c, n) /\ S.mark p = stamp_of c d /\
      forall i, within (S.earlier_puts p) i <-> fst i = c /\ 1 <= snd i < n.

  (** The entry is of put number [n] of client [w], and none that is in has a
      larger stamp. *)
  Record top (h : history) (k : P.key) (applied : S.puts) (a : S.stamp)
    (causes : S.puts) (earlier : B.puts) (w : P.client) (n : nat) : Prop := {
    top_put : exists d, on h w d n /\ on_key d = k /\ a = stamp_of w d;
    top_causes : within causes (w, n);
    top_earlier : forall i, holds earlier i <-> before h w k n i;
    top_largest : forall c d m,
      within applied (c, m) -> on h c d m -> on_key d = k ->
      S.stamp_before a (stamp_of c d) = false
  }.

  Definition entry_related (h : history) (k : P.key) (applied : S.puts)
    (e : S.entry) (f : B.entry) : Prop :=
    S.content e = B.content f /\
    match S.written e, B.written f with
    | None, None => forall c n, within applied (c, n) -> ~ puts_on h c k n
    | Some a, Some (w, n) =>
        top h k applied a (S.causes e) (B.earlier f) w n
    | _, _ => False
    end.

  Record replica_related (h : history) (r : S.replica_state)
    (s : B.replica_state) : Prop := {
    replica_well : well h;
    applied_made : forall i,
      within (S.applied r) i -> 1 <= snd i <= made h (fst i);
    taken : forall k i, holds (B.applied (s k)) i ->
      within (S.applied r) i /\ puts_on h (fst i) k (snd i);
    entries : forall k,
      entry_related h k (S.applied r) (S.entry_of r k) (s k)
  }.

  (** * What another put leaves related *)

  Lemma client_outlives : forall c h h' d x y,
    grows c h h' -> c <> d -> client_related h d x y -> client_related h' d x y.
  Proof.
    intros c h h' d x y G N [H0 H1 H2 H3 H4 H5 H6].
    assert (M : made h' d = made h d)
      by (apply (made_other P.client_eq_dec c); [apply G | exact N]).
    constructor; try rewrite M; auto; [apply G | | |].
    - intros k i. rewrite H4.
      split; intros [E Hi]; (split; [exact E |]).
      + eapply puts_on_grows; eauto.
      + pose proof (puts_on_made _ _ _ _ Hi).
        apply (puts_on_old c h h') in Hi; [exact Hi | exact G | lia].
    - intros k i Hi. destruct (H5 k i Hi). split; auto.
      eapply puts_on_grows; eauto.
    - intros e n Hn. pose proof (on_positive _ _ _ _ Hn).
      apply (on_as_before c h h') in Hn; [| exact G | fold made in *; lia].
      eauto.
  Qed.

  Lemma top_outlives : forall b h h' k applied a causes earlier w n,
    grows b h h' ->
    (forall i, within applied i -> 1 <= snd i <= made h (fst i)) ->
    top h k applied a causes earlier w n ->
    top h' k applied a causes earlier w n.
  Proof.
    intros b h h' k applied a causes earlier w n G Happ [[d [Hd Ed]] H2 H3 H4].
    pose proof (on_positive _ _ _ _ Hd).
    constructor; auto.
    - exists d. split; [| exact Ed]. eapply on_grows; [apply G | exact Hd].
    - intros i. rewrite (before_old b h h') by (assumption || (fold made in *; lia)).
      apply H3.
    - intros c e m Hm He. apply (H4 c e m Hm).
      apply (on_as_before b h h'); [exact G | | exact He].
      specialize (Happ _ Hm). simpl in Happ. lia.
  Qed.

  Lemma replica_outlives : forall b h h' r s,
    grows b h h' -> replica_related h r s -> replica_related h' r s.
  Proof.
    intros b h h' r s G [H0 H1 H2 H3]. constructor.
    - apply G.
    - intros i Hi. specialize (H1 i Hi). destruct G as [G _].
      pose proof (made_grows P.client_eq_dec b h h' (fst i) G).
      fold made in *. lia.
    - intros k i Hi. destruct (H2 k i Hi). split; auto.
      eapply puts_on_grows; eauto.
    - intros k. destruct (H3 k) as [Hv Hw]. split; [exact Hv |].
      destruct (S.written (S.entry_of r k)), (B.written (s k)) as [[w n] |];
        auto.
      + eapply top_outlives; eauto.
      + intros c n Hn Hk. apply (Hw c n Hn). specialize (H1 _ Hn). simpl in H1.
        apply (puts_on_old b h h'); [exact G | lia | exact Hk].
  Qed.

End ConvergentToByKey.
