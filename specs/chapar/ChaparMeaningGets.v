(** A get of the abstract machine keeps what is noted of its run. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import Parameters World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import NodeMachine NodeWorld NodeInvariant.
From Espalier.Chapar Require ChaparMeaningInvariant.
From Espalier.Strong Require Import Histories.
Import ListNotations.

Module Gets (P : PARAMETERS).
  Include ChaparMeaningInvariant.Invariant P.

  (** A world in which node [n] is [x] and the network [net]. *)
  Definition after (w : world) (n : P.replica)
    (x : node_world Specification.machine)
    (net : list (transfer Specification.machine)) : world :=
    {| nodes := set_node P.replica_eq_dec Specification.machine (nodes w) n x;
       network := net |}.

  Lemma state_after : forall w n x net m,
    state_of (after w n x net) m =
    if P.replica_eq_dec n m then node_state x else state_of w m.
  Proof.
    intros. unfold state_of, after, set_node. simpl.
    destruct (P.replica_eq_dec n m); reflexivity.
  Qed.

  Lemma next_after : forall w n x net m,
    node_next (nodes (after w n x net) m) =
    if P.replica_eq_dec n m then node_next x else node_next (nodes w m).
  Proof.
    intros. unfold after, set_node. simpl.
    destruct (P.replica_eq_dec n m); reflexivity.
  Qed.

  (** What a get leaves alone, and what it adds. *)
  Lemma get_keeps : forall n s k,
    S.made (snd (S.get n s k)) = S.made s /\
    S.received (snd (S.get n s k)) = S.received s /\
    S.entry_of (snd (S.get n s k)) = S.entry_of s /\
    included (S.depends s) (S.depends (snd (S.get n s k))).
  Proof.
    intros. simpl. unfold included.
    destruct (S.written (S.entry_of s k)); simpl; auto.
    repeat split; auto. intros i Hi. rewrite within_add, within_union. auto.
  Qed.

  Lemma get_depends : forall v0 t l n s k,
    entry_noted v0 t (last_on k l) (S.entry_of s k) ->
    covers t l (S.depends s) ->
    (forall newer e older, l = newer ++ e :: older -> covers t older (past t e)) ->
    covers t l (S.depends (snd (S.get n s k))) /\
    match last_on k l with
    | None => S.content (S.entry_of s k) = v0
    | Some e => S.content (S.entry_of s k) = value_of e /\
        within (S.depends (snd (S.get n s k))) (name t e) /\
        included (past t e) (S.depends (snd (S.get n s k)))
    end.
  Proof.
    intros v0 t l n s k He C A. simpl. unfold entry_noted in He.
    destruct (last_on k l) as [e |] eqn:E.
    - destruct He as [-> [-> ->]]. simpl. apply last_on_In in E.
      destruct E as [E _]. split; [| split; [reflexivity | split]].
      + intros i. rewrite within_add, within_union.
        intros [-> | [Hi | Hi]]; [eauto | | auto].
        apply in_split in E. destruct E as [newer [older ->]].
        destruct (A _ _ _ eq_refl i Hi) as [d [Hd <-]]. exists d.
        split; [apply in_or_app; simpl; auto | reflexivity].
      + apply within_add. auto.
      + intros i Hi. rewrite within_add, within_union. auto.
    - destruct He as [-> ->]. auto.
  Qed.

  (** The newest of a node's events has the number that the node has reached. *)
  Lemma older_number : forall v0 w h t n, invariant v0 w h t ->
    forall e, In e h -> session e = n -> number e < node_next (nodes w n).
  Proof.
    intros v0 w h t n H e He <-. apply (numbered _ _ _ _ H). assumption.
  Qed.

  Lemma numbered_more : forall v0 w h t n x net (g : event),
    invariant v0 w h t ->
    session g = n -> number g = node_next (nodes w n) ->
    node_next x = Datatypes.S (node_next (nodes w n)) ->
    forall e, In e (h ++ [g]) ->
    number e < node_next (nodes (after w n x net) (session e)).
  Proof.
    intros v0 w h t n x net g H Es En Ex e He. rewrite next_after.
    apply in_app_or in He. destruct (P.replica_eq_dec n (session e)) as [E | N].
    - rewrite Ex. destruct He as [He | [<- | []]]; [| lia].
      pose proof (older_number _ _ _ _ n H e He (eq_sym E)). lia.
    - destruct He as [He | [<- | []]]; [| congruence].
      apply (numbered _ _ _ _ H). assumption.
  Qed.

  Lemma one_event_more : forall v0 w h t (g : event),
    invariant v0 w h t -> number g = node_next (nodes w (session g)) ->
    forall a b, In a (h ++ [g]) -> In b (h ++ [g]) ->
    session a = session b -> number a = number b -> a = b.
  Proof.
    intros v0 w h t g H Eg a b Ha Hb Es En.
    apply in_app_or in Ha, Hb.
    destruct Ha as [Ha | [<- | []]], Hb as [Hb | [<- | []]]; auto.
    - apply (one_event _ _ _ _ H); assumption.
    - pose proof (older_number _ _ _ _ _ H a Ha Es). lia.
    - pose proof (older_number _ _ _ _ _ H b Hb (eq_sym Es)). lia.
  Qed.

  Lemma step_get : forall v0 w h t n k s rest i applied,
    invariant v0 w h t ->
    nodes w n = {| node_state := s; node_program := Get k :: rest;
                   node_next := i; node_applied := applied |} ->
    exists t',
    invariant v0
      (after w n
        {| node_state := snd (S.get n s k) : state Specification.machine;
           node_program := rest; node_next := Datatypes.S i;
           node_applied := applied |} (network w))
      (h ++ [GetReturned n i k (fst (S.get n s k))]) t'.
  Proof.
    intros v0 w h t n k s rest i applied H Hn.
    pose proof H as
      [Hnumbered Hevent Hname Hmade Harrived Hreceived Hentries Hsession Hpast
       Horder Hgets Hmessages].
    set (s' := snd (S.get n s k)).
    set (g := GetReturned n i k (fst (S.get n s k))).
    pose proof (get_keeps n s k) as [Kmade [Kreceived [Kentry Kdepends]]].
    fold s' in Kmade, Kreceived, Kentry, Kdepends.
    assert (Hs : state_of w n = s) by (unfold state_of; rewrite Hn; reflexivity).
    assert (Hnext : node_next (nodes w n) = i) by (rewrite Hn; reflexivity).
    assert (Hnew : forall e, In e h -> session e = n -> number e < i).
    { rewrite <- Hnext. exact (older_number _ _ _ _ n H). }
    exists {| names := noted n i (n, 0) (names t);
              pasts := noted n i (S.depends s') (pasts t);
              views := noted n i (log t n) (views t); log := log t |}.
    set (t' := {| names := _; pasts := _; views := _; log := _ |}).
    set (w' := after _ _ _ _).
    assert (A : agree h t t') by (apply agree_noted; exact Hnew).
    assert (Gpast : past t' g = S.depends s') by apply noted_same.
    assert (Gview : view t' g = log t n) by apply noted_same.
    assert (Gput : forall e, put_in (h ++ [g]) e <-> put_in h e).
    { intros e. rewrite put_in_more. split; [| auto].
      intros [? | [-> [_ [c [m [k' [v' E]]]]]]]; [assumption | discriminate E]. }
    assert (W : forall m, state_of w' m =
      if P.replica_eq_dec n m then s' else state_of w m)
      by apply state_after.
    assert (Wsame : forall m,
      S.made (state_of w' m) = S.made (state_of w m) /\
      S.received (state_of w' m) = S.received (state_of w m) /\
      S.entry_of (state_of w' m) = S.entry_of (state_of w m) /\
      included (S.depends (state_of w m)) (S.depends (state_of w' m))).
    { intros m. rewrite W. destruct (P.replica_eq_dec n m) as [<- |].
      - rewrite Hs. auto.
      - unfold included. auto. }
    assert (L : forall m e, In e (log t m) -> In e h).
    { intros m e He. apply (arrived_puts _ _ _ (Harrived m) e He). }
    destruct (get_depends v0 t (log t n) n s k) as [Gcovers Ganswer].
    { rewrite <- Hs. apply Hentries. }
    { intros j Hj. apply (Hreceived n). apply (Hsession n). rewrite Hs. exact Hj. }
    { apply (arrived_after _ _ _ (Harrived n)). }
    fold s' in Gcovers, Ganswer.
    assert (Wnext : forall e, In e (h ++ [g]) ->
      number e < node_next (nodes w' (session e))).
    { eapply numbered_more; eauto. simpl. congruence. }
    assert (Wnetwork : network w' = network w) by reflexivity.
    clearbody w'.
    assert (Wdepends : S.depends (state_of w' n) = S.depends s').
    { rewrite W. destruct (P.replica_eq_dec n n); congruence. }
    constructor.
    - exact Wnext.
    - eapply one_event_more; eauto.
    - intros a b Ha Hb. apply Gput in Ha, Hb.
      destruct (A a (proj1 Ha)) as [-> _]. destruct (A b (proj1 Hb)) as [-> _].
      auto.
    - intros e He. apply Gput in He. destruct (A e (proj1 He)) as [-> _].
      destruct (Wsame (session e)) as [-> _]. auto.
    - intros m. change (log t' m) with (log t m). eapply arrivals_stay; eauto.
      intros. apply Gput. assumption.
    - intros m j. destruct (Wsame m) as [_ [-> _]]. rewrite Hreceived.
      change (log t' m) with (log t m).
      split; intros [e [He <-]]; exists e; (split; [assumption |]);
        destruct (A e (L m e He)) as [-> _]; reflexivity.
    - intros m k'. destruct (Wsame m) as [_ [_ [-> _]]]. change (log t' m) with (log t m).
      eapply entry_stays; eauto.
    - intros m. destruct (Wsame m) as [_ [-> _]]. rewrite W.
      destruct (P.replica_eq_dec n m) as [<- |]; [| apply Hsession].
      intros j Hj. apply Hreceived. destruct (Gcovers j Hj) as [d [? ?]]. eauto.
    - intros a Ha. rewrite Gput. apply in_app_or in Ha.
      destruct Ha as [Ha | [<- | []]].
      + destruct (A a Ha) as [-> [-> _]].
        destruct (Hpast a Ha) as [Hp Hown].
        destruct (Wsame (session a)) as [_ [_ [_ Hd]]].
        split; [intros j Hj | intros Hput]; auto.
      + rewrite Gpast. simpl session. rewrite Wdepends.
        split; [intros j Hj; exact Hj |].
        intros [_ [c [m [k' [v' E]]]]]. discriminate E.
    - intros a b Hab. rewrite Gput.
      apply order_of_more in Hab; [| exact Hnew].
      destruct Hab as [Hab | [Ha [-> E]]].
      + destruct Hab as [Ha [Hb ?]].
        destruct (A a Ha) as [-> [-> _]], (A b Hb) as [_ [-> _]].
        apply Horder. repeat split; tauto.
      + rewrite Gpast. destruct (A a Ha) as [-> [-> _]].
        destruct (Hpast a Ha) as [Hp Hown]. simpl in E. rewrite E in Hp, Hown.
        destruct (Wsame n) as [_ [_ [_ Hd]]]. rewrite Wdepends in Hd.
        split; [intros j Hj | intros Hput]; auto.
    - intros g' [Hg' Hget]. apply in_app_or in Hg'.
      destruct Hg' as [Hg' | [<- | []]].
      + eapply answered_stays; eauto using put_stays, precedes_stays.
        apply Hgets. split; assumption.
      + constructor; rewrite ?Gview, ?Gpast.
        * eapply arrivals_stay; eauto. intros. apply Gput. assumption.
        * intros e He. exists h, []. split; [reflexivity | eauto].
        * eapply covers_stays; eauto.
        * simpl key_of. simpl value_of.
          destruct (last_on k (log t n)) as [e |] eqn:E; [| assumption].
          apply last_on_In in E. destruct (A e) as [-> [-> _]];
            [apply (L n); tauto | assumption].
    - intros u Hu. rewrite Wnetwork in Hu.
      destruct (Hmessages u Hu) as [e [He [Ee [Ei Ens]]]].
      exists e. rewrite Gput. destruct (A e (proj1 He)) as [-> [-> _]]. auto.
  Qed.

End Gets.
