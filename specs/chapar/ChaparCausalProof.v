(** The abstract machine applies a put once and has progress. *)

From Coq Require Import Arith Lia.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import
  NodeMachine NodeProgress NodeLocalProgress NodeLocalProgressProof.
From Espalier.Chapar Require ChaparCausal ChaparCausalStatement.

Module Proof (P : PARAMETERS) <: ChaparCausalStatement.STATEMENT P.
  Module Causal := ChaparCausal.Specification P.
  Module Specification := NodeMachineOf P Causal.
  Module S := Causal.

  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  Lemma within_add : forall i j s, within (S.add j s) i <-> i = j \/ within s i.
  Proof. intros. apply member_add. Qed.

  Lemma within_union : forall i a b,
    within (S.union a b) i <-> within a i \/ within b i.
  Proof. intros. apply member_union. Qed.

  (** Its own puts are numbered from 1, and what the session depends on, now or
      after it reads any key, is in. *)
  Record sound (n : P.replica) (s : S.state) : Prop := {
    own_numbers : forall i, within (S.received s) i -> fst i = n ->
      snd i <= S.made s;
    session_is_in : forall i, within (S.depends s) i -> within (S.received s) i;
    causes_are_in : forall k i, within (S.causes (S.entry_of s k)) i ->
      within (S.received s) i;
    store_is_in : forall k i, S.written (S.entry_of s k) = Some i ->
      within (S.received s) i
  }.

  Lemma guard_means : forall n s k v m,
    S.guard n s k v m = true <->
    ~ within (S.received s) (S.id m) /\
    (forall i, within (S.needs m) i -> within (S.received s) i).
  Proof.
    intros. unfold S.guard, within, S.member, S.subset.
    destruct (member S.put_id_eq_dec (S.id m) (S.received s)).
    - split; [discriminate | intros [N _]; congruence].
    - rewrite subset_spec. split; [split; auto; discriminate | tauto].
  Qed.

  Lemma written_sound : forall received k e f,
    (forall i, within (S.causes e) i -> within received i) ->
    (forall i, S.written e = Some i -> within received i) ->
    (forall k i, within (S.causes (f k)) i -> within received i) ->
    (forall k i, S.written (f k) = Some i -> within received i) ->
    (forall k' i, within (S.causes (S.written_to k e f k')) i ->
      within received i) /\
    (forall k' i, S.written (S.written_to k e f k') = Some i ->
      within received i).
  Proof.
    intros. unfold S.written_to.
    split; intros k'; destruct (P.key_eq_dec k k'); eauto.
  Qed.

  Definition local_progress : local_progress Specification.machine.
  Proof.
    refine (Build_local_progress Specification.machine
      S.id (fun m => within (S.needs m)) (fun s => within (S.received s))
      sound (fun _ => True) _ _ _ _ _ _ _ _ _ _ _ _ _); simpl; auto.
    - intros. constructor; simpl; discriminate.
    - discriminate.
    - intros n s k []. destruct (S.written (S.entry_of s k)) eqn:E;
        constructor; simpl; auto.
      intros j. rewrite within_add, within_union. intros [-> | [? | ?]]; eauto.
    - intros n s k i _. destruct (S.written (S.entry_of s k)); simpl; tauto.
    - intros n s k v [Hnumbers Hsession Hcauses Hstore].
      split; [| exact Logic.I].
      destruct (written_sound (S.add (n, S (S.made s)) (S.received s)) k
        {| S.content := v; S.written := Some (n, S (S.made s));
           S.causes := S.depends s |} (S.entry_of s)); simpl;
        try (intros; apply within_add; eauto).
      + left. congruence.
      + constructor; simpl; auto.
        * intros i. rewrite within_add. intros [-> | Hi] E; [auto |].
          specialize (Hnumbers i Hi E). lia.
        * intros i. rewrite !within_add. intros [? | ?]; auto.
    - intros n s k v [Hnumbers _ _ _] H. specialize (Hnumbers _ H eq_refl). simpl in *. lia.
    - intros. apply within_add.
    - intros n s k v i []. auto.
    - intros n s k v m _ _ H. apply guard_means in H. tauto.
    - intros. apply guard_means. auto.
    - intros n s k v m [] _ Hn H. apply guard_means in H. destruct H as [_ H].
      destruct (written_sound (S.add (S.id m) (S.received s)) k
        {| S.content := v; S.written := Some (S.id m);
           S.causes := S.needs m |} (S.entry_of s)); simpl;
        try (intros; apply within_add; eauto).
      + left. congruence.
      + constructor; simpl; auto.
        * intros i. rewrite within_add. intros [-> | Hi] E; [congruence | auto].
        * intros i Hi. apply within_add. auto.
    - intros. apply within_add.
  Defined.

  Theorem once : applies_once P.replica_eq_dec Specification.machine.
  Proof. apply local_progress_applies_once. exact local_progress. Qed.

  Theorem progress : progressive P.replica_eq_dec Specification.machine.
  Proof. apply local_progress_progressive. exact local_progress. Qed.

End Proof.
