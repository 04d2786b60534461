(** The reference core for monotonic writes refines suite/mw, reports as seen
    what may be dropped, and is never stuck. The core counts a client's puts on
    each key where the specification keeps the set of them; the relations speak
    of what the clients have put so far. *)

From Coq Require Import Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement Progress HistorySimulation
  HistorySimulationProof LocalInvariant LocalProgress LocalProgressProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require Import PutHistory.
From Espalier.Suite Require MonotonicWrites.
From Espalier.Reference Require SessionMonotonicWritesStatement.

Module Proof (P : PARAMETERS) <: SessionMonotonicWritesStatement.STATEMENT P.
  Module Core := SessionMonotonicWrites.SessionMonotonicWrites P.
  Module Implementation := MachineOf P Core.
  Module Guarantee := MonotonicWrites.Specification P.
  Module Specification := MachineOf P Guarantee.
  Module I := Core.
  Module S := Guarantee.

  (** * Refinement *)

  Definition history := @puts_so_far P.client P.key.
  Definition nth_on (h : history) := rank P.key_eq_dec h.
  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  (** Before the put of this number, the client had just these on the key. *)
  Definition before (h : history) (c : P.client) (k : P.key) (n : nat)
    (s : S.puts) : Prop :=
    forall d i, within s (d, i) <-> d = c /\ on h c k i /\ i < n.

  Record client_related (h : history) (c : P.client) (x : I.client_state)
    (y : S.client_state) : Prop := {
    same_count : forall k, x k = so_many P.key_eq_dec h c k;
    same_made : S.made y = made h c;
    own_are_all : forall k d i,
      within (S.own_puts y k) (d, i) <-> d = c /\ on h c k i
  }.

  (** An entry counts the first puts of each client on the key. *)
  Record entry_related (h : history) (k : P.key) (e : I.entry) (f : S.entry)
    : Prop := {
    same_content : I.content e = S.content f;
    counts_made : forall c, I.applied e c <= so_many P.key_eq_dec h c k;
    same_applied : forall c i,
      within (S.applied f) (c, i) <->
      on h c k i /\ nth_on h c k i <= I.applied e c
  }.

  Definition replica_related (h : history) (r : I.replica_state)
    (s : S.replica_state) : Prop :=
    forall k, entry_related h k (r k) (s k).

  Definition put_related (h : history) (k : P.key) (c : P.client)
    (p : I.put_payload) (q : S.put_payload) : Prop :=
    exists n,
      S.id q = (c, n) /\ on h c k n /\ p = nth_on h c k n /\
      before h c k n (S.put_earlier q).

  (** ** What another put leaves related *)

  Definition grows := @one_more P.client P.key P.client_eq_dec.

  Lemma before_kept : forall b h h' c k n s,
    grows b h h' -> on h c k n -> before h c k n s -> before h' c k n s.
  Proof.
    intros b h h' c k n s G N H d i. rewrite (H d i).
    apply on_positive in N.
    split; intros [Hd [Hi Hn]]; (split; [exact Hd | split; [| exact Hn]]).
    - eapply on_grows; eauto.
    - apply (on_old P.client_eq_dec b h h') in Hi; [exact Hi | exact G | lia].
  Qed.

  Lemma nth_on_kept : forall b h h' c k n,
    grows b h h' -> on h c k n -> nth_on h' c k n = nth_on h c k n.
  Proof.
    intros b h h' c k n G N. apply on_positive in N.
    eapply rank_old; eauto. lia.
  Qed.

  (** A put that came later is beyond what was counted. *)
  Lemma counted_kept : forall b h h' c k i count,
    grows b h h' -> count <= so_many P.key_eq_dec h c k ->
    (on h c k i /\ nth_on h c k i <= count <->
     on h' c k i /\ nth_on h' c k i <= count).
  Proof.
    intros b h h' c k i count G Hcount. split.
    - intros [Hi Hr]. split; [eapply on_grows; eauto |].
      rewrite (nth_on_kept b h h') by assumption. exact Hr.
    - intros [Hi Hr]. destruct (Nat.le_gt_cases i (made h c)) as [Hle | Hgt].
      + apply (on_old P.client_eq_dec b h h') in Hi; try assumption.
        rewrite (nth_on_kept b h h') in Hr by assumption. auto.
      + exfalso. unfold nth_on in Hr.
        pose proof (rank_exceeds P.key_eq_dec h' c k _ _ Hi Hgt) as Hlt.
        rewrite (rank_old P.client_eq_dec P.key_eq_dec b h h' c k (made h c))
          in Hlt by (assumption || lia).
        unfold so_many in Hcount. lia.
  Qed.

  Lemma entry_kept : forall b h h' k e f,
    grows b h h' -> entry_related h k e f -> entry_related h' k e f.
  Proof.
    intros b h h' k e f G [Hv Hcounts Happlied]. constructor; auto.
    - intros c. pose proof (Hcounts c).
      pose proof (so_many_grows P.client_eq_dec P.key_eq_dec b h h' c k G). lia.
    - intros c i. rewrite Happlied. apply (counted_kept b); auto.
  Qed.

  Definition simulation :
    history_simulation Implementation.machine Specification.machine.
  Proof.
    refine {|
      HistorySimulation.history := history;
      HistorySimulation.start := none_so_far;
      HistorySimulation.grows := grows;
      HistorySimulation.client_related := client_related : _ -> _ ->
        Machine.client_state Implementation.machine ->
        Machine.client_state Specification.machine -> Prop;
      HistorySimulation.replica_related := fun h _ => replica_related h :
        Machine.replica_state Implementation.machine ->
        Machine.replica_state Specification.machine -> Prop;
      HistorySimulation.get_related := fun _ _ _ _ _ => True;
      HistorySimulation.answer_related := fun _ _ _ _ _ _ => True;
      HistorySimulation.put_related := fun h k _ => put_related h k : _ ->
        Machine.put_payload Implementation.machine ->
        Machine.put_payload Specification.machine -> Prop
    |}; simpl.
    - (* another client puts: clients *)
      intros b h h' c s t G N [Hcount Hmade Hown]. constructor.
      + intros k.
        rewrite (so_many_other P.client_eq_dec P.key_eq_dec b h h')
          by assumption.
        apply Hcount.
      + rewrite (made_other P.client_eq_dec b h h') by assumption. exact Hmade.
      + intros k d i. rewrite Hown.
        rewrite (on_other P.client_eq_dec b h h') by assumption. reflexivity.
    - (* replicas *)
      intros b h h' _ s t G H k. eapply entry_kept; eauto.
    - (* gets *)
      auto.
    - (* answers *)
      auto.
    - (* puts *)
      intros b h h' k _ c p q G [n [Hq [Hn [Hm He]]]]. exists n.
      split; [exact Hq |]. split; [eapply on_grows; eauto |]. split.
      + rewrite (nth_on_kept b h h') by assumption. exact Hm.
      + eapply before_kept; eauto.
    - (* a client that has done nothing *)
      intros c. constructor; simpl; auto.
      intros k d i. rewrite on_nothing. unfold within. simpl.
      split; [discriminate | tauto].
    - (* a replica on which nothing was applied *)
      intros r v k. constructor; simpl; auto with arith.
      intros c i. rewrite on_nothing. unfold within. simpl.
      split; [discriminate | tauto].
    - (* forming a get *)
      intros h k c s t H. auto.
    - (* answering it *)
      intros h k c r g s0 s t _ Hr _. destruct (Hr k). auto.
    - (* taking the answer *)
      intros h k v c a b s t _ H. exact H.
    - (* forming a put *)
      intros h k v now c s t [Hcount Hmade Hown].
      exists 0, (and_then P.client_eq_dec h c k).
      split; [exists k; reflexivity |].
      assert (Hnumber : S.made t = made h c) by exact Hmade.
      split; [exists (Datatypes.S (made h c)); split; [| split; [| split]]
             | constructor]; simpl; rewrite ?Hnumber.
      + reflexivity.
      + apply on_new.
      + rewrite Hcount. symmetry. apply rank_new.
      + intros d i. rewrite Hown, on_and_then. split.
        * intros [Hd Hi]. pose proof (on_positive _ _ _ _ Hi).
          split; [exact Hd |]. split; [auto | lia].
        * intros [Hd [[Hi | [_ [_ ->]]] Hlt]]; [auto | lia].
      + intros j. rewrite so_many_next, !Hcount.
        destruct (P.key_eq_dec k j), (P.key_eq_dec j k); congruence.
      + symmetry. apply made_and_then.
      + intros j d i. rewrite on_and_then. unfold within in *.
        destruct (P.key_eq_dec k j) as [<- | N].
        * rewrite member_add, Hown. split.
          -- intros [E | [Hd Hi]]; [inversion E; subst; auto | auto].
          -- intros [-> [Hi | [_ [_ ->]]]]; auto.
        * rewrite Hown. split; [intros [? ?]; auto |].
          intros [Hd [? | [_ [? _]]]]; [auto | congruence].
    - (* applying it *)
      intros h k v c r p q s t [n [Hq [Hn [Hm He]]]] Hr Hguard.
      pose proof (Hr k) as [Hv Hcounts Happlied].
      unfold I.put_guard in Hguard. apply Nat.eqb_eq in Hguard.
      split.
      + unfold S.put_guard, S.put_seen. rewrite Hq.
        destruct (member S.put_id_eq_dec (c, n) (S.applied (t k))) eqn:Hin.
        * apply Happlied in Hin. lia.
        * apply subset_spec. intros [d i] Hi. apply He in Hi.
          destruct Hi as [-> [Hi Hlt]]. apply Happlied. split; [exact Hi |].
          pose proof (rank_exceeds P.key_eq_dec h c k i n Hn Hlt).
          unfold nth_on in *. lia.
      + intros asked. unfold I.put, S.put.
        destruct (P.key_eq_dec k asked) as [<- |]; [| apply Hr].
        rewrite Hq. constructor; simpl; auto.
        * intros d. destruct (P.client_eq_dec c d) as [<- |]; [| apply Hcounts].
          rewrite Hm. apply rank_at_most. exact Hn.
        * intros d i. unfold within in *. rewrite member_add, Happlied.
          destruct (P.client_eq_dec c d) as [<- | N].
          -- rewrite Hm. split.
             ++ intros [E | [Hi Hle]]; [| split; [exact Hi | lia]].
                inversion E; subst i. auto.
             ++ intros [Hi Hle].
                destruct (Nat.eq_dec i n) as [-> | Hne]; [auto | right].
                split; [exact Hi |].
                assert (Hle' : i <= n)
                  by exact (proj1 (rank_order _ h c k i n Hi Hn) Hle).
                assert (Hlt : i < n) by lia.
                pose proof (rank_exceeds P.key_eq_dec h c k i n Hn Hlt).
                unfold nth_on in *. lia.
          -- split; [| auto].
             intros [E | ?]; [inversion E; congruence | assumption].
  Defined.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply history_simulation_refines. exact simulation. Qed.

  (** * Puts that are in *)

  Theorem seen : seen_is_final Implementation.machine.
  Proof.
    constructor; simpl; unfold I.put_seen, I.put_guard, I.put;
      intros; rewrite ?Nat.leb_le, ?Nat.eqb_eq in *; auto.
    - lia.
    - destruct (P.key_eq_dec k' k) as [<- |]; [simpl | assumption].
      destruct (P.client_eq_dec c' c) as [<- |]; [lia | assumption].
    - destruct (P.key_eq_dec k k) as [_ |]; [simpl | congruence].
      destruct (P.client_eq_dec c c); [lia | congruence].
  Qed.

  (** * Progress *)

  (** Puts are numbered from 1. *)
  Definition numbered : local_invariant Implementation.machine.
  Proof.
    refine {|
      client_ok := fun _ _ => True;
      replica_ok := fun _ _ => True;
      get_ok := fun _ _ _ => True;
      answer_ok := fun _ _ _ _ => True;
      put_ok := fun _ _ _ (p : Machine.put_payload Implementation.machine) =>
        1 <= p
    |}; simpl; auto with arith.
  Defined.

  Definition local : local_progress Implementation.machine numbered.
  Proof.
    refine {|
      put_name := P.key * P.client * nat;
      name := fun k _ c (p : Machine.put_payload Implementation.machine) =>
        (k, c, p);
      client_needs :=
        fun c (s : Machine.client_state Implementation.machine) '(j, d, n) =>
          d = c /\ 1 <= n <= s j;
      get_needs := fun _ _ _ _ => False;
      answer_needs := fun _ _ _ _ _ => False;
      put_needs :=
        fun k _ c (p : Machine.put_payload Implementation.machine) '(j, d, n) =>
          j = k /\ d = c /\ 1 <= n < p;
      applied :=
        fun _ (s : Machine.replica_state Implementation.machine) '(j, d, n) =>
          1 <= n <= I.applied (s j) d
    |}; simpl;
      unfold I.client_init, I.put_guard, I.get_guard, I.put_seen, I.put.
    - intros c [[j d] n] [_ H]. lia.
    - intros r v [[j d] n] H. lia.
    - intros k c s [[j d] n] _ [[] | H]; exact H.
    - tauto.
    - tauto.
    - auto.
    - intros k v now c s [[j d] n] _ [-> [-> H]]. simpl in H.
      split; [reflexivity | lia].
    - intros k v now c s [[j d] n] _ [-> H]. simpl in H.
      destruct (P.key_eq_dec k j) as [<- |]; [| auto].
      destruct (Nat.eq_dec n (Datatypes.S (s k))) as [-> |]; [auto |].
      left. split; [reflexivity | lia].
    - intros k v p c r s [[j d] n] Hp _ Hguard. change (1 <= p) in Hp.
      apply Nat.eqb_eq in Hguard.
      destruct (P.key_eq_dec k j) as [<- |]; simpl.
      + destruct (P.client_eq_dec c d) as [<- |].
        * split.
          -- intros H. destruct (Nat.eq_dec n p) as [-> |]; [auto | left; lia].
          -- intros [H | E]; [lia | inversion E; lia].
        * split; [auto |]. intros [H | E]; [exact H | inversion E; congruence].
      + split; [auto |]. intros [H | E]; [exact H | inversion E; congruence].
    - intros k v p c r s Hp _ H. change (1 <= p) in Hp.
      apply Nat.leb_le in H. auto.
    - intros k v p c r s Hp _. change (1 <= p) in Hp.
      rewrite Nat.eqb_eq, Nat.leb_le.
      destruct (Nat.eq_dec p (Datatypes.S (I.applied (s k) c))); [auto | right].
      destruct (Nat.le_gt_cases p (I.applied (s k) c)); [auto | right].
      exists (k, c, Datatypes.S (I.applied (s k) c)). repeat split; lia.
    - auto.
  Defined.

  Theorem progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
  Proof. exact (local_progress_progressive _ _ _ _ local). Qed.

End Proof.
