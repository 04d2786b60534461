(** A point of the strong family that has monotonic writes and does not converge
    refines what the suite's guarantees have in common (StrongByKey.v). Puts of a
    client go in in the order in which they were made, and the last to go in is
    the entry: so an entry is the latest of its writer's puts on the key that are
    in, and what its writer had put there before is a fact of the history. *)

From Coq Require Import Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement HistorySimulation HistorySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong.
From Espalier.Suite Require Import PutHistory.
From Espalier.Suite Require StrongByKey.

Module ToByKey (P : PARAMETERS) (G : GUARANTEES).
  Module StrongCore := Strong.Strong P G.
  Module Strong := MachineOf P StrongCore.
  Module ByKeyCore := StrongByKey.ByKey P G.
  Module ByKey := MachineOf P ByKeyCore.
  Module S := StrongCore.
  Module B := ByKeyCore.

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  (** The same sets, with the other machine's copy of the same comparison. *)
  Definition holds (s : B.puts) (i : B.put_id) : Prop :=
    member B.put_id_eq_dec i s = true.

  Lemma all_in_within : forall a b,
    S.all_in a b = true <-> (forall i, within a i -> within b i).
  Proof. intros. apply subset_spec. Qed.

  Lemma within_both : forall a b i,
    within (S.both a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma within_single : forall j i, within (single j) i <-> i = j.
  Proof. intros. apply member_single. Qed.

  Lemma holds_add : forall j s i,
    holds (add B.put_id_eq_dec j s) i <-> i = j \/ holds s i.
  Proof. intros. apply member_add. Qed.

  Definition on := @PutHistory.on P.client P.key.
  Definition made := @PutHistory.made P.client P.key.
  Arguments made : simpl never.
  Arguments on : simpl never.
  Definition grows := one_more P.client_eq_dec (key := P.key).
  Definition past := puts_so_far (client := P.client) (key := P.key).

  (** * The relations *)

  Record client_related (h : past) (c : P.client) (x : S.client_state)
    (y : B.client_state) : Prop := {
    same_number : S.made x = B.made y;
    all_made : S.made x = made h c;
    own_made : forall i,
      within (S.own_puts x) i <-> fst i = c /\ 1 <= snd i <= made h c;
    own_on_key : forall k i,
      holds (B.own_puts y k) i <-> fst i = c /\ on h c k (snd i);
    reads_depend : forall k i, holds (B.reads y k) i ->
      within (S.read_causes x) i /\ on h (fst i) k (snd i)
  }.

  Record get_related (h : past) (k : P.key) (c : P.client) (g : S.get_payload)
    (g' : B.get_payload) : Prop := {
    asked_own : forall i, holds (B.asked_puts g') i ->
      within (S.asked_puts g) i /\ on h (fst i) k (snd i);
    asked_read : forall i, holds (B.asked_reads g') i ->
      within (S.asked_reads g) i /\ on h (fst i) k (snd i)
  }.

  Definition answer_related (h : past) (k : P.key) (a : S.answer_payload)
    (b : B.answer_payload) : Prop :=
    forall i, b = Some i ->
      within (S.answer_causes a) i /\ on h (fst i) k (snd i).

  (** The puts of a client on a key before a given one. *)
  Definition before (h : past) (k : P.key) (i j : S.put_id) : Prop :=
    fst j = fst i /\ snd j < snd i /\ on h (fst i) k (snd j).

  Record put_related (h : past) (k : P.key) (c : P.client) (p : S.put_payload)
    (q : B.put_payload) : Prop := {
    same_id : S.id p = B.id q;
    id_is_own : fst (B.id q) = c;
    id_on_key : on h c k (snd (B.id q));
    all_earlier : forall i,
      within (S.earlier_puts p) i <-> fst i = c /\ 1 <= snd i < snd (B.id q);
    earlier_on_key : forall i,
      holds (B.put_earlier q) i <-> before h k (B.id q) i
  }.

  (** The entry is its writer's latest put on the key that is in. *)
  Record written_related (h : past) (k : P.key) (applied causes : S.puts)
    (earlier : B.puts) (i : S.put_id) : Prop := {
    written_applied : within applied i;
    written_on_key : on h (fst i) k (snd i);
    written_causes : within causes i;
    written_latest : forall n,
      within applied (fst i, n) -> on h (fst i) k n -> n <= snd i;
    written_earlier : forall j, holds earlier j <-> before h k i j
  }.

  Record replica_related (h : past) (r : S.replica_state) (s : B.replica_state)
    : Prop := {
    applied_made : forall i,
      within (S.applied r) i -> 1 <= snd i <= made h (fst i);
    applied_in_order : forall c m n,
      within (S.applied r) (c, n) -> 1 <= m < n -> within (S.applied r) (c, m);
    applied_by_key : forall k i, holds (B.applied (s k)) i <->
      within (S.applied r) i /\ on h (fst i) k (snd i);
    same_content : forall k, S.content (S.entry_of r k) = B.content (s k);
    entry_written : forall k i, B.written (s k) = Some i ->
      written_related h k (S.applied r) (S.causes (S.entry_of r k))
        (B.earlier (s k)) i
  }.

  (** ** What another put leaves as it was *)

  Lemma client_outlives : forall c h h' d x y,
    grows c h h' -> c <> d -> client_related h d x y -> client_related h' d x y.
  Proof.
    intros c h h' d x y G D [H1 H2 H3 H4 H5].
    assert (M : made h' d = made h d) by (apply (made_other _ _ _ _ _ G); auto).
    constructor; try rewrite M; auto.
    - intros k i. rewrite H4. unfold on.
      rewrite (on_other _ _ _ _ _ _ _ G) by auto. reflexivity.
    - intros k i Hi. destruct (H5 k i Hi). split; auto. eapply on_grows; eauto.
  Qed.

  Lemma before_outlives : forall c h h' k i j,
    grows c h h' -> snd i <= made h (fst i) ->
    (before h' k i j <-> before h k i j).
  Proof.
    intros c h h' k i j G Hi. unfold before.
    split; intros [? [? H]]; repeat split; auto; try apply H;
      apply (on_old _ _ _ _ _ _ _ G) in H; auto; try apply H; fold made; lia.
  Qed.

  Lemma replica_outlives : forall c h h' r s,
    grows c h h' -> replica_related h r s -> replica_related h' r s.
  Proof.
    intros c h h' r s G [H1 H2 H3 H4 H5].
    assert (O : forall k i, within (S.applied r) i ->
      (on h' (fst i) k (snd i) <-> on h (fst i) k (snd i))).
    { intros k i Hi. apply (on_old _ _ _ _ _ _ _ G). apply H1, Hi. }
    constructor; auto.
    - intros i Hi. specialize (H1 i Hi).
      pose proof (made_grows _ _ _ _ (fst i) G) as M. fold made in M. lia.
    - intros k i. rewrite H3. split; intros [Hi ?]; split; auto; apply O; auto.
    - intros k i E. destruct (H5 k i E) as [A1 A2 A3 A4 A5]. constructor; auto.
      + apply O; auto.
      + intros n Hn Ho. apply A4; auto. apply (O k (fst i, n)) in Ho; auto.
      + intros j. rewrite A5. symmetry. eapply before_outlives; eauto.
        apply H1, A1.
  Qed.

  Lemma put_outlives : forall c h h' k d p q,
    grows c h h' -> put_related h k d p q -> put_related h' k d p q.
  Proof.
    intros c h h' k d p q G [H1 H2 H3 H4 H5]. constructor; auto.
    - eapply on_grows; eauto.
    - intros i. rewrite H5. symmetry. eapply before_outlives; eauto.
      rewrite H2. apply (on_positive _ _ _ _ H3).
  Qed.

  (** ** The guards *)

  (** A replica that has these puts on the key holds an entry as late as them. *)
  Lemma entry_as_late : forall h r s k i asked,
    replica_related h r s -> B.written (s k) = Some i ->
    (forall j, holds asked j ->
       within (S.applied r) j /\ on h (fst j) k (snd j)) ->
    B.as_late i (B.earlier (s k)) asked = true.
  Proof.
    intros h r s k [c n] asked Hr E Hasked.
    destruct (entry_written _ _ _ Hr k _ E) as [_ _ _ Hlatest Hearlier].
    unfold B.as_late. apply subset_spec. intros [d m] Hj.
    apply member_restrict in Hj. destruct Hj as [Hj By].
    unfold B.is_by in By. simpl in By.
    destruct (P.client_eq_dec c d) as [<- |]; [| discriminate].
    apply Hasked in Hj. destruct Hj as [Happlied Hon]. simpl in *.
    apply holds_add. specialize (Hlatest m Happlied Hon).
    destruct (Nat.eq_dec m n) as [-> |]; [auto | right].
    apply Hearlier. unfold before. simpl. split; [auto | split; [lia | auto]].
  Qed.

  Section Refinement.

  Context (writes : monotonic_writes G.chosen = true).
  Context (last_wins : convergent G.chosen = false).

  Lemma put_guard_says : forall k v p c r s,
    S.put_guard k v p c r s = true ->
    ~ within (S.applied s) (S.id p) /\
    forall i, within (S.earlier_puts p) i -> within (S.applied s) i.
  Proof.
    unfold S.put_guard, S.put_seen, S.if_chosen. intros k v p c r s.
    rewrite writes, !andb_true_iff, negb_true_iff, all_in_within.
    intros [[H1 H2] _]. split; auto. unfold within. congruence.
  Qed.

  Lemma put_applied : forall h k v c r p q s t,
    put_related h k c p q -> replica_related h s t ->
    S.put_guard k v p c r s = true ->
    B.put_guard k v q c r t = true /\
    replica_related h (S.put k v p c r s) (B.put k v q c r t).
  Proof.
    intros h k v c r p q s t [Hid Hc Hon Hall Hearlier] Hr Hguard.
    destruct (put_guard_says _ _ _ _ _ _ Hguard) as [Hfresh Hin].
    destruct Hr as [H1 H2 H3 H4 H5].
    destruct (B.id q) as [c' n] eqn:Eq. simpl in *. subst c'.
    rewrite Hid in Hfresh.
    pose proof (on_positive _ _ _ _ Hon) as Hn.
    assert (Hlast : forall m, within (S.applied s) (c, m) -> m < n).
    { intros m Hm. destruct (Nat.lt_trichotomy m n) as [| [-> | L]]; auto.
      - contradiction.
      - elim Hfresh. apply (H2 c n m); [exact Hm | lia]. }
    split.
    - unfold B.put_guard, B.put_seen. rewrite Eq.
      destruct (member B.put_id_eq_dec (c, n) (B.applied (t k))) eqn:E.
      + elim Hfresh. apply (H3 k). exact E.
      + unfold B.if_chosen. rewrite writes.
        apply subset_spec. intros [d m] Hi. apply Hearlier in Hi.
        destruct Hi as [Ed [L Ho]]. simpl in *. subst d.
        apply H3. simpl. split; [| exact Ho]. apply Hin, Hall. simpl.
        pose proof (on_positive _ _ _ _ Ho). split; [reflexivity | lia].
    - assert (Happlied : forall i,
        within (S.both (S.applied s) (single (S.id p))) i <->
        within (S.applied s) i \/ i = (c, n)).
      { intros i. rewrite within_both, within_single, Hid. reflexivity. }
      assert (Hkept : forall e f, S.kept e f = f)
        by (intros; unfold S.kept; rewrite last_wins; reflexivity).
      constructor; simpl.
      + intros i. rewrite Happlied. intros [Hi | ->]; auto.
      + intros d m n'. rewrite !Happlied. intros [Hi | E] L; [eauto |].
        inversion E. subst. left. apply Hin, Hall. simpl. split; [auto | lia].
      + intros asked i. rewrite Happlied.
        unfold B.put. destruct (P.key_eq_dec k asked) as [<- | D]; simpl.
        * rewrite holds_add, H3, Eq. split.
          -- intros [-> | ?]; [simpl | tauto]. auto.
          -- intros [[? | ->] ?]; auto.
        * rewrite H3. split; [tauto |]. intros [[? | ->] Ho]; auto.
          elim D. eapply one_key; eauto.
      + intros asked. unfold B.put.
        destruct (P.key_eq_dec k asked); simpl; rewrite ?Hkept; auto.
      + intros asked i. unfold B.put.
        destruct (P.key_eq_dec k asked) as [<- | D]; simpl.
        * intros E. inversion E as [E']. subst i. rewrite Hkept, Eq.
          constructor; simpl; auto.
          -- apply Happlied. auto.
          -- rewrite !within_both, within_single. auto.
          -- intros m Hm _. apply Happlied in Hm. destruct Hm as [Hm | E''].
             ++ apply Hlast in Hm. lia.
             ++ inversion E''. auto.
        * intros E. destruct (H5 asked i E) as [A1 A2 A3 A4 A5].
          constructor; auto.
          -- apply Happlied. auto.
          -- intros m Hm Ho. apply Happlied in Hm. destruct Hm as [Hm | E']; auto.
             inversion E'. subst. elim D. eapply one_key; eauto.
  Qed.

  Definition simulation : history_simulation Strong.machine ByKey.machine.
  Proof.
    refine (let M := Strong.machine in let N := ByKey.machine in {|
      HistorySimulation.history := past;
      HistorySimulation.start := none_so_far;
      HistorySimulation.grows := grows;
      HistorySimulation.client_related := client_related : _ -> _ ->
        Machine.client_state M -> Machine.client_state N -> Prop;
      HistorySimulation.replica_related := fun h _ => replica_related h :
        Machine.replica_state M -> Machine.replica_state N -> Prop;
      HistorySimulation.get_related := get_related : _ -> _ -> _ ->
        Machine.get_payload M -> Machine.get_payload N -> Prop;
      HistorySimulation.answer_related := fun h k _ _ => answer_related h k :
        Machine.answer_payload M -> Machine.answer_payload N -> Prop;
      HistorySimulation.put_related := fun h k _ => put_related h k : _ ->
        Machine.put_payload M -> Machine.put_payload N -> Prop
    |}); simpl; intros.
    - eapply client_outlives; eauto.
    - eapply replica_outlives; eauto.
    - destruct H0 as [A1 A2]. constructor; intros i Hi.
      + destruct (A1 i Hi). split; auto. eapply on_grows; eauto.
      + destruct (A2 i Hi). split; auto. eapply on_grows; eauto.
    - intros i E. destruct (H0 i E). split; auto. eapply on_grows; eauto.
    - eapply put_outlives; eauto.
    - (* a client that has done nothing *)
      constructor; simpl; auto; unfold within, holds; simpl.
      + intros i. split; [discriminate |].
        unfold made, PutHistory.made. simpl. lia.
      + intros k i. unfold on. rewrite on_nothing.
        split; [discriminate | tauto].
      + discriminate.
    - (* a replica on which nothing was applied *)
      constructor; simpl; unfold within, holds; simpl; auto; try discriminate.
      intros k i. split; [discriminate | intros [? _]; discriminate].
    - (* forming a get *)
      split; auto. destruct H as [A1 A2 A3 A4 A5]. constructor; simpl; auto.
      intros [d n] Hi. apply A4 in Hi. destruct Hi as [E Ho]. simpl in *. subst d.
      split; auto. apply A3. split; auto. apply (on_positive _ _ _ _ Ho).
    - (* answering it *)
      destruct H as [Hown Hread].
      split; [| split; [| split]]; auto.
      + unfold S.get_guard, S.if_chosen in H1. rewrite andb_true_iff in H1.
        destruct H1 as [G1 G2]. unfold B.get_guard.
        destruct (B.written (t k)) as [i |] eqn:E; auto.
        rewrite andb_true_iff. unfold B.if_chosen. split.
        * destruct (read_your_writes G.chosen); auto.
          rewrite all_in_within in G1. eapply entry_as_late; eauto.
          intros j Hj. destruct (Hown j Hj). auto.
        * destruct (monotonic_reads G.chosen); auto.
          rewrite all_in_within in G2. eapply entry_as_late; eauto.
          intros j Hj. destruct (Hread j Hj). auto.
      + apply H0.
      + intros i E. destruct (entry_written _ _ _ H0 k i E). auto.
    - (* taking the answer *)
      destruct H0 as [A1 A2 A3 A4 A5].
      destruct b as [i |]; constructor; simpl; auto.
      + intros asked j. rewrite within_both.
        destruct (P.key_eq_dec k asked) as [<- |].
        * rewrite holds_add. intros [-> | Hj].
          -- destruct (H i eq_refl). auto.
          -- destruct (A5 k j Hj). auto.
        * intros Hj. destruct (A5 asked j Hj). auto.
      + intros asked j Hj. rewrite within_both. destruct (A5 asked j Hj). auto.
    - (* forming a put *)
      destruct H as [A1 A2 A3 A4 A5].
      set (n := Datatypes.S (B.made t)).
      set (h' := and_then P.client_eq_dec h c k).
      assert (G : grows c h h') by (exists k; reflexivity).
      assert (En : n = Datatypes.S (PutHistory.made h c)).
      { unfold n. rewrite <- A1, A2. reflexivity. }
      assert (Em : made h' c = n).
      { rewrite En. apply made_and_then. }
      assert (Hon : forall asked m,
        on h' c asked m <-> on h c asked m \/ asked = k /\ m = n).
      { intros asked m. unfold on, h'. rewrite on_and_then, En. tauto. }
      assert (Hold : forall asked m, on h c asked m -> 1 <= m < n).
      { intros asked m Ho. apply on_positive in Ho. lia. }
      exists now, h'. split; [exact G | split].
      + constructor; simpl; auto.
        * rewrite A1. reflexivity.
        * apply Hon. auto.
        * intros i. fold n. rewrite A3, En. unfold made.
          split; intros [? ?]; split; auto; lia.
        * intros [d m]. rewrite A4. unfold before. simpl. fold n. rewrite Hon.
          split; intros [-> H].
          -- specialize (Hold _ _ H). split; [auto | split; [lia | auto]].
          -- destruct H as [L [Ho | [_ ->]]]; [auto | lia].
      + constructor; simpl; auto.
        * rewrite A1. reflexivity.
        * rewrite Em, A1. reflexivity.
        * intros [d m]. rewrite within_both, within_single, A3, Em, A1. simpl.
          fold n. split.
          -- intros [[-> L] | E]; [| inversion E; subst d];
               (split; [reflexivity | unfold made in *; lia]).
          -- intros [-> L]. destruct (Nat.eq_dec m n) as [-> |]; auto.
             left. split; [reflexivity | unfold made; lia].
        * intros asked [d m]. fold n. simpl. rewrite Hon.
          destruct (P.key_eq_dec k asked) as [<- | D].
          -- rewrite holds_add, A4. simpl. split.
             ++ intros [E | [-> ?]]; [inversion E |]; auto.
             ++ intros [-> [? | [_ ->]]]; auto.
          -- rewrite A4. simpl. split; [tauto |].
             intros [-> [? | [E _]]]; [auto | congruence].
        * intros asked i Hi. destruct (A5 asked i Hi). split; auto.
          eapply on_grows; eauto.
    - (* applying it *)
      eapply put_applied; eauto.
  Defined.

  Theorem strong_refines_by_key :
    refines P.client_eq_dec P.replica_eq_dec Strong.machine ByKey.machine.
  Proof. apply history_simulation_refines. exact simulation. Qed.

  End Refinement.

End ToByKey.
