(** Chapar's first algorithm refines causal consistency. A node's clock is the
    set of the puts that are in; a put's clock covers all that the put depends
    on, and more: whatever was in at its node, read or not. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import
  NodeMachine NodeRefinement NodeSimulation NodeSimulationProof.
From Espalier.Chapar Require ChaparCausal.
From Espalier.Reference Require ChaparVectorClock ChaparVectors.

Module Refinement (P : PARAMETERS).
  Module Core := ChaparVectorClock.ChaparVectorClock P.
  Module Implementation := NodeMachineOf P Core.
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.
  Module I := Core.
  Module S := Causal.

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Definition covered (v : I.vector) (i : S.put_id) : Prop :=
    1 <= snd i <= I.lookup (fst i) v.

  Lemma lookup_assign : forall n t v n',
    I.lookup n' (I.assign n t v) =
    if P.replica_eq_dec n n' then t else I.lookup n' v.
  Proof. exact (ChaparVectors.lookup_assign P.replica_eq_dec). Qed.

  Lemma below_elsewhere_lookup : forall n v w,
    I.below_elsewhere n v w = true ->
    forall n', n' <> n -> I.lookup n' v <= I.lookup n' w.
  Proof. exact (ChaparVectors.below_elsewhere_lookup P.replica_eq_dec). Qed.

  Lemma within_add : forall i j s, within (S.add j s) i <-> i = j \/ within s i.
  Proof. intros. apply member_add. Qed.

  Lemma within_union : forall i a b,
    within (S.union a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  Lemma covered_assign : forall n v i,
    covered (I.assign n (Datatypes.S (I.lookup n v)) v) i <->
    i = (n, Datatypes.S (I.lookup n v)) \/ covered v i.
  Proof. exact (ChaparVectors.covered_assign P.replica_eq_dec). Qed.

  (** * The relations *)

  Record entry_related (received : S.puts) (x : P.value) (e : S.entry)
    : Prop := {
    same_content : x = S.content e;
    causes_received : forall i, within (S.causes e) i -> within received i;
    itself_received : forall i, S.written e = Some i -> within received i
  }.

  Record state_related (n : P.replica) (s : I.state) (t : S.state) : Prop := {
    clock_is_received : forall i,
      within (S.received t) i <-> covered (I.clock s) i;
    clock_counts : S.made t = I.lookup n (I.clock s);
    session_received : forall i, within (S.depends t) i -> within (S.received t) i;
    entries_related : forall k,
      entry_related (S.received t) (I.store s k) (S.entry_of t k)
  }.

  Record message_related (n : P.replica) (p : I.message) (q : S.message)
    : Prop := {
    same_sender : I.sender p = n;
    same_id : S.id q = (n, I.lookup n (I.sent_clock p));
    positive : 1 <= I.lookup n (I.sent_clock p);
    needs_covered : forall i, within (S.needs q) i ->
      covered (I.sent_clock p) i /\ i <> S.id q
  }.

  Lemma entry_grows : forall received received' x e,
    entry_related received x e ->
    (forall i, within received i -> within received' i) ->
    entry_related received' x e.
  Proof. intros ? ? ? ? [] ?. constructor; auto. Qed.

  Lemma entry_written : forall received k v e f g,
    (forall k, entry_related received (f k) (g k)) ->
    entry_related received v e ->
    forall asked,
    entry_related received
      (if P.key_eq_dec k asked then v else f asked) (S.written_to k e g asked).
  Proof.
    intros. unfold S.written_to. destruct (P.key_eq_dec k asked); auto.
  Qed.

  (** * The obligations *)

  Lemma get_simulated : forall n k s t,
    state_related n s t ->
    fst (I.get n s k) = fst (S.get n t k) /\
    state_related n (snd (I.get n s k)) (snd (S.get n t k)).
  Proof.
    intros n k s t [Hclock Hmade Hsession Hentries]. simpl.
    destruct (Hentries k) as [Hcontent Hcauses Hself].
    destruct (S.written (S.entry_of t k)) as [i |]; simpl;
      (split; [exact Hcontent |]); constructor; simpl; auto.
    intros j. rewrite within_add, within_union.
    intros [-> | [? | ?]]; auto.
  Qed.

  Lemma put_simulated : forall n k v s t,
    state_related n s t ->
    state_related n (fst (I.put n s k v)) (fst (S.put n t k v)) /\
    message_related n (snd (I.put n s k v)) (snd (S.put n t k v)).
  Proof.
    intros n k v s t [Hclock Hmade Hsession Hentries]. simpl.
    assert (Hsame :
      I.lookup n (I.assign n (Datatypes.S (I.lookup n (I.clock s))) (I.clock s))
      = Datatypes.S (S.made t)).
    { rewrite lookup_assign. destruct (P.replica_eq_dec n n); congruence. }
    split; constructor; simpl; rewrite ?Hsame; auto.
    - intros i. rewrite within_add, Hclock, covered_assign, Hmade. tauto.
    - intros i. rewrite !within_add. intros [? | ?]; auto.
    - intros asked. refine (entry_written _ k v _ (I.store s) _ _ _ asked).
      + intros k'. eapply entry_grows; eauto.
        intros. apply within_add; auto.
      + constructor; simpl; auto.
        * intros. apply within_add; auto.
        * intros i E. inversion E. apply within_add; auto.
    - lia.
    - intros i Hi. apply Hsession, Hclock in Hi.
      split; [apply covered_assign; auto |].
      intros ->. unfold covered in Hi. simpl in Hi. lia.
  Qed.

  Lemma guard_simulated : forall n n' k v p q s t,
    state_related n s t -> message_related n' p q ->
    I.guard n s k v p = true -> S.guard n t k v q = true.
  Proof.
    intros n n' k v p q s t [Hclock Hmade Hsession Hentries]
      [<- Hid Hpositive Hneeds].
    unfold I.guard, S.guard.
    destruct (Nat.eqb_spec (I.lookup (I.sender p) (I.sent_clock p))
                (Datatypes.S (I.lookup (I.sender p) (I.clock s))))
      as [Hnext | _]; [| discriminate].
    intros Hbelow.
    destruct (S.member (S.id q) (S.received t)) eqn:Hin.
    - apply Hclock in Hin. rewrite Hid in Hin. unfold covered in Hin.
      simpl in Hin. lia.
    - apply subset_spec. intros [m j] Hi. apply Hclock.
      destruct (Hneeds _ Hi) as [Hcovered Hother]. rewrite Hid in Hother.
      unfold covered in *. simpl in *.
      destruct (P.replica_eq_dec m (I.sender p)) as [-> | N].
      + destruct (Nat.eq_dec j (I.lookup (I.sender p) (I.sent_clock p)));
          [congruence | lia].
      + pose proof (below_elsewhere_lookup _ _ _ Hbelow m N). lia.
  Qed.

  Lemma update_simulated : forall n n' k v p q s t,
    state_related n s t -> message_related n' p q -> n' <> n ->
    I.guard n s k v p = true ->
    S.guard n t k v q = true /\
    state_related n (I.update n s k v p) (S.update n t k v q).
  Proof.
    intros n n' k v p q s t Hs Hm Hn Hguard.
    pose proof (guard_simulated _ _ _ _ _ _ _ _ Hs Hm Hguard) as Hguard'.
    split; [exact Hguard' |].
    destruct Hs as [Hclock Hmade Hsession Hentries].
    destruct Hm as [<- Hid Hpositive Hneeds].
    unfold I.guard in Hguard.
    destruct (Nat.eqb_spec (I.lookup (I.sender p) (I.sent_clock p))
                (Datatypes.S (I.lookup (I.sender p) (I.clock s))))
      as [Hnext | _]; [| discriminate].
    unfold S.guard in Hguard'.
    destruct (S.member (S.id q) (S.received t)); [discriminate |].
    pose proof (proj1 (subset_spec _ _ _) Hguard') as Hreceived.
    constructor; simpl.
    - intros i. rewrite Hnext, within_add, Hclock, covered_assign, Hid, Hnext.
      tauto.
    - rewrite lookup_assign.
      destruct (P.replica_eq_dec (I.sender p) n); congruence.
    - intros i Hi. apply within_add. auto.
    - intros asked. refine (entry_written _ k v _ (I.store s) _ _ _ asked).
      + intros k'. eapply entry_grows; eauto.
        intros. apply within_add; auto.
      + constructor; simpl; auto.
        * intros i Hi. apply within_add. right. apply Hreceived. exact Hi.
        * intros i E. inversion E. apply within_add; auto.
  Qed.

  Lemma init_simulated : forall n v, state_related n (I.init v) (S.init v).
  Proof.
    intros. constructor; simpl; auto.
    - intros [m j]. unfold covered, within. simpl. split; [discriminate | lia].
    - intros. constructor; simpl; auto; discriminate.
  Qed.

  Definition local_simulation :
    node_simulation Implementation.machine Specification.machine.
  Proof.
    refine (Build_node_simulation Implementation.machine Specification.machine
      unit tt (fun _ _ _ => True) (fun _ => state_related)
      (fun _ n _ _ => message_related n) _ _ _ _ _ _); simpl; auto.
    - intros. apply init_simulated.
    - intros. apply get_simulated. assumption.
    - intros h n k v s t H. exists tt. split; [exact Logic.I |].
      apply put_simulated. assumption.
    - intros h. exact update_simulated.
  Qed.

  Theorem refinement :
    refines P.replica_eq_dec Implementation.machine Specification.machine.
  Proof. apply node_simulation_refines. exact local_simulation. Qed.

End Refinement.
