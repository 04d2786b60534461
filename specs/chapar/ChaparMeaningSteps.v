(** Puts of the abstract machine, and puts that come in from other nodes, keep
    what is noted of its run. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import Parameters World.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Chapar Require Import NodeMachine NodeWorld NodeInvariant.
From Espalier.Chapar Require ChaparMeaningGets.
From Espalier.Strong Require Import Histories.
Import ListNotations.

Module Steps (P : PARAMETERS).
  Include ChaparMeaningGets.Gets P.

  (** A put comes in at a node: the new entry is the last on its key. *)
  Lemma entry_written : forall v0 t k e l x f,
    key_of e = k ->
    S.content x = value_of e -> S.written x = Some (name t e) ->
    S.causes x = past t e ->
    (forall k', entry_noted v0 t (last_on k' l) (f k')) ->
    forall k', entry_noted v0 t (last_on k' (e :: l)) (S.written_to k x f k').
  Proof.
    intros v0 t k e l x f <- Hv Hw Hc Hf k'. rewrite last_on_cons.
    unfold S.written_to. destruct (P.key_eq_dec (key_of e) k'); simpl; auto.
  Qed.

  Definition come_in (n : P.replica) (e : event) (f : P.replica -> list event)
    : P.replica -> list event :=
    fun m => if P.replica_eq_dec n m then e :: f n else f m.

  Lemma step_put : forall v0 w h t n k v s rest i applied members,
    invariant v0 w h t ->
    nodes w n = {| node_state := s; node_program := Put k v :: rest;
                   node_next := i; node_applied := applied |} ->
    exists t',
    invariant v0
      (after w n
        {| node_state := fst (S.put n s k v) : state Specification.machine;
           node_program := rest; node_next := Datatypes.S i;
           node_applied := applied |}
        (broadcast P.replica_eq_dec Specification.machine members n i k v
           (snd (S.put n s k v)) ++ network w))
      (h ++ [PutCalled n i k v]) t'.
  Proof.
    intros v0 w h t n k v s rest i applied members H Hn.
    pose proof H as
      [Hnumbered Hevent Hname Hmade Harrived Hreceived Hentries Hsession Hpast
       Horder Hgets Hmessages].
    set (p := PutCalled n i k v).
    set (new := (n, Datatypes.S (S.made s))).
    assert (Hs : state_of w n = s) by (unfold state_of; rewrite Hn; reflexivity).
    assert (Hnext : node_next (nodes w n) = i) by (rewrite Hn; reflexivity).
    assert (Hnew : forall e, In e h -> session e = n -> number e < i).
    { rewrite <- Hnext. exact (older_number _ _ _ _ n H). }
    exists {| names := noted n i new (names t);
              pasts := noted n i (S.depends s) (pasts t);
              views := noted n i [] (views t); log := come_in n p (log t) |}.
    set (t' := {| names := _; pasts := _; views := _; log := _ |}).
    set (w' := after _ _ _ _).
    assert (A : agree h t t') by (apply agree_noted; exact Hnew).
    assert (Gname : name t' p = new) by apply noted_same.
    assert (Gpast : past t' p = S.depends s) by apply noted_same.
    assert (Glog : forall m, log t' m =
      if P.replica_eq_dec n m then p :: log t n else log t m) by reflexivity.
    assert (Gput : forall e, put_in (h ++ [p]) e <-> put_in h e \/ e = p).
    { intros e. rewrite put_in_more. split; [tauto |].
      intros [? | ->]; [auto |]. right. split; [reflexivity |].
      split; [simpl; auto | exists n, i, k, v; reflexivity]. }
    assert (W : forall m, state_of w' m =
      if P.replica_eq_dec n m then fst (S.put n s k v) else state_of w m)
      by apply state_after.
    assert (Wnext : forall e, In e (h ++ [p]) ->
      number e < node_next (nodes w' (session e))).
    { eapply numbered_more; eauto. simpl. congruence. }
    assert (Wnetwork : forall u, In u (network w') ->
      (exists m, u = {| to := m; from := n; NodeWorld.number := i; about := k;
         NodeWorld.content := v;
         payload := snd (S.put n s k v) : message Specification.machine |}) \/
      In u (network w)).
    { intros u Hu. apply in_app_or in Hu. destruct Hu as [Hu | Hu]; [left | auto].
      unfold broadcast in Hu. apply in_map_iff in Hu.
      destruct Hu as [m [<- _]]. exists m. reflexivity. }
    clearbody t' w'.
    assert (L : forall m e, In e (log t m) -> In e h).
    { intros m e He. apply (arrived_puts _ _ _ (Harrived m) e He). }
    assert (Nname : forall e, put_in h e -> name t e <> new).
    { intros e He E. destruct (Hmade e He) as [E1 E2].
      rewrite E in E1, E2. simpl in E1, E2. rewrite <- E1, Hs in E2. lia. }
    assert (Np : ~ In p h).
    { intros He. pose proof (Hnew p He eq_refl). simpl in *. lia. }
    assert (Kdepends : forall m,
      included (S.depends (state_of w m)) (S.depends (state_of w' m))).
    { intros m. rewrite W. destruct (P.replica_eq_dec n m) as [<- |];
        [rewrite Hs | intros j Hj; exact Hj].
      intros j Hj. simpl. apply within_add. auto. }
    constructor.
    - exact Wnext.
    - eapply one_event_more; eauto.
    - intros a b Ha Hb. apply Gput in Ha, Hb.
      destruct Ha as [Ha | ->], Hb as [Hb | ->]; auto.
      + destruct (A a (proj1 Ha)) as [-> _], (A b (proj1 Hb)) as [-> _]. auto.
      + destruct (A a (proj1 Ha)) as [-> _]. rewrite Gname. intros E.
        destruct (Nname a Ha E).
      + destruct (A b (proj1 Hb)) as [-> _]. rewrite Gname. intros E.
        destruct (Nname b Hb (eq_sym E)).
    - intros e He. apply Gput in He. rewrite W. destruct He as [He | ->].
      + destruct (A e (proj1 He)) as [-> _]. destruct (Hmade e He) as [E1 E2].
        split; [assumption |].
        destruct (P.replica_eq_dec n (session e)) as [E |]; [| assumption].
        rewrite <- E, Hs in E2.
        change (snd (name t e) <= Datatypes.S (S.made s)). lia.
      + rewrite Gname. simpl session.
        unfold new. destruct (P.replica_eq_dec n n); simpl; [auto | congruence].
    - intros m. rewrite Glog.
      assert (Harrived' : forall m, arrivals (h ++ [p]) t' (log t m)).
      { intros m'. eapply arrivals_stay; eauto. intros. apply Gput. auto. }
      destruct (P.replica_eq_dec n m) as [<- |]; [| apply Harrived'].
      apply arrivals_cons; [apply Harrived' | apply Gput; auto | eauto |].
      rewrite Gpast. eapply covers_stays; eauto. intros j Hj.
      apply Hreceived, Hsession. rewrite Hs. exact Hj.
    - intros m j. rewrite W, Glog.
      assert (G : forall m, (exists e, In e (log t m) /\ name t' e = j) <->
                            within (S.received (state_of w m)) j).
      { intros m'. rewrite Hreceived.
        split; intros [e [He <-]]; exists e; (split; [assumption |]);
          destruct (A e (L m' e He)) as [-> _]; reflexivity. }
      destruct (P.replica_eq_dec n m) as [<- |]; [| symmetry; apply G].
      simpl. rewrite within_add, <- Hs, <- G, Hs. fold new. split.
      + intros [-> | [e [? ?]]]; eauto.
      + intros [e [[<- | He] E]]; [left; congruence | eauto].
    - intros m k'. rewrite W, Glog.
      assert (Hentries' : forall m k',
        entry_noted v0 t' (last_on k' (log t m)) (S.entry_of (state_of w m) k')).
      { intros. eapply entry_stays; eauto. }
      destruct (P.replica_eq_dec n m) as [<- |]; [| apply Hentries'].
      apply entry_written; try rewrite Gname; try rewrite Gpast; try reflexivity.
      intros. rewrite <- Hs. apply Hentries'.
    - intros m. rewrite W. destruct (P.replica_eq_dec n m); [| apply Hsession].
      intros j. simpl. rewrite !within_add. intros [? | Hj]; [auto |].
      right. rewrite <- Hs in *. apply Hsession. exact Hj.
    - intros a Ha. apply in_app_or in Ha. destruct Ha as [Ha | [<- | []]].
      + destruct (A a Ha) as [-> [-> _]]. destruct (Hpast a Ha) as [Hp Hown].
        split; [intros j Hj; apply Kdepends; auto |].
        intros Hput. apply Gput in Hput. apply Kdepends.
        destruct Hput as [Hput | ->]; [auto | contradiction].
      + rewrite Gpast, Gname. simpl session. rewrite W.
        destruct (P.replica_eq_dec n n); [simpl | congruence].
        split; [intros j Hj | intros _]; apply within_add; auto.
    - intros a b Hab. apply order_of_more in Hab; [| exact Hnew].
      destruct Hab as [Hab | [Ha [-> E]]].
      + pose proof Hab as [Ha [Hb ?]]. destruct (Horder a b Hab) as [Hp Hown].
        destruct (A a Ha) as [-> [-> _]], (A b Hb) as [_ [-> _]].
        split; [exact Hp |]. intros Hput. apply Gput in Hput.
        destruct Hput as [Hput | ->]; [auto | contradiction].
      + rewrite Gpast. destruct (A a Ha) as [-> [-> _]].
        destruct (Hpast a Ha) as [Hp Hown]. simpl in E. rewrite E, Hs in Hp, Hown.
        split; [exact Hp |]. intros Hput. apply Gput in Hput.
        destruct Hput as [Hput | ->]; [auto | contradiction].
    - intros g [Hg Hget]. apply in_app_or in Hg.
      destruct Hg as [Hg | [<- | []]].
      + eapply answered_stays; eauto using put_stays, precedes_stays.
        apply Hgets. split; assumption.
      + destruct Hget as [c [m [k' [v' E]]]]. discriminate E.
    - intros u Hu. apply Wnetwork in Hu. destruct Hu as [[m ->] | Hu].
      + exists p. simpl. rewrite Gput, Gname, Gpast. auto.
      + destruct (Hmessages u Hu) as [e [He [Ee [Ei Ens]]]].
        exists e. rewrite Gput. destruct (A e (proj1 He)) as [-> [-> _]]. auto.
  Qed.

  Lemma step_update : forall v0 w h t before rest u s program i applied,
    invariant v0 w h t ->
    network w = before ++ u :: rest ->
    nodes w (to u) = {| node_state := s; node_program := program;
                        node_next := i; node_applied := applied |} ->
    S.guard (to u) s (about u) (NodeWorld.content u) (payload u) = true ->
    exists t',
    invariant v0
      (after w (to u)
        {| node_state :=
             S.update (to u) s (about u) (NodeWorld.content u) (payload u)
             : state Specification.machine;
           node_program := program; node_next := i;
           node_applied := (from u, NodeWorld.number u) :: applied |}
        (before ++ rest)) h t'.
  Proof.
    intros v0 w h t before rest u s program i applied
      [Hnumbered Hevent Hname Hmade Harrived Hreceived Hentries Hsession Hpast
       Horder Hgets Hmessages] Hw Hn Hguard.
    destruct (Hmessages u) as [e [He [Ee [Ei Ens]]]];
      [rewrite Hw; apply in_elt |].
    set (n := to u) in *.
    assert (Hs : state_of w n = s) by (unfold state_of; rewrite Hn; reflexivity).
    unfold S.guard in Hguard.
    destruct (S.member (S.id (payload u)) (S.received s)) eqn:Hin;
      [discriminate |].
    pose proof (proj1 (subset_spec _ _ _) Hguard) as Hneeds. rewrite Ens in Hneeds.
    assert (Hnot : ~ In e (log t n)).
    { intros He'. rewrite Ei, <- Hs in Hin.
      assert (within (S.received (state_of w n)) (name t e))
        by (apply Hreceived; eauto).
      unfold within, S.member in *. congruence. }
    exists {| names := names t; pasts := pasts t; views := views t;
              log := come_in n e (log t) |}.
    set (t' := {| names := _; pasts := _; views := _; log := _ |}).
    set (w' := after _ _ _ _).
    assert (A : agree h t t') by (intros d Hd; auto).
    assert (Glog : forall m, log t' m =
      if P.replica_eq_dec n m then e :: log t n else log t m) by reflexivity.
    assert (W : forall m, state_of w' m =
      if P.replica_eq_dec n m
      then S.update n s (about u) (NodeWorld.content u) (payload u)
      else state_of w m) by apply state_after.
    assert (Wsame : forall m,
      S.made (state_of w' m) = S.made (state_of w m) /\
      S.depends (state_of w' m) = S.depends (state_of w m)).
    { intros m. rewrite W. destruct (P.replica_eq_dec n m) as [<- |];
        [rewrite Hs |]; split; reflexivity. }
    assert (Wnext : forall m, node_next (nodes w' m) = node_next (nodes w m)).
    { intros m. unfold w'. rewrite next_after.
      destruct (P.replica_eq_dec n m) as [<- |]; [rewrite Hn |]; reflexivity. }
    assert (Wnetwork : forall x, In x (network w') -> In x (network w)).
    { intros x Hx. rewrite Hw. apply in_app_or in Hx. apply in_or_app.
      simpl. tauto. }
    clearbody w'.
    constructor; try assumption.
    - intros d Hd. rewrite Wnext. auto.
    - intros d Hd. destruct (Wsame (session d)) as [-> _]. exact (Hmade d Hd).
    - intros m. rewrite Glog.
      assert (Harrived' : forall m, arrivals h t' (log t m))
        by (intros; eapply arrivals_stay; eauto).
      destruct (P.replica_eq_dec n m) as [<- |]; [| apply Harrived'].
      apply arrivals_cons; [apply Harrived' | assumption | assumption |].
      intros j Hj. apply Hreceived. rewrite Hs. apply Hneeds. exact Hj.
    - intros m j. rewrite W, Glog.
      destruct (P.replica_eq_dec n m) as [<- |]; [| apply Hreceived].
      simpl. rewrite within_add, <- Hs, Hreceived, Ei. split.
      + intros [-> | [d [Hd <-]]].
        * exists e. split; [simpl; auto | reflexivity].
        * exists d. split; [simpl; auto | reflexivity].
      + intros [d [[<- | Hd] E]]; [left; symmetry; exact E |].
        right. exists d. split; [exact Hd | exact E].
    - intros m k'. rewrite W, Glog.
      destruct (P.replica_eq_dec n m) as [<- |]; [| apply Hentries].
      apply entry_written.
      + rewrite Ee. reflexivity.
      + rewrite Ee. reflexivity.
      + cbn [S.written]. rewrite Ei. reflexivity.
      + exact Ens.
      + intros. rewrite <- Hs. apply Hentries.
    - intros m. destruct (Wsame m) as [_ ->]. rewrite W.
      destruct (P.replica_eq_dec n m) as [<- |]; [| apply Hsession].
      intros j Hj. simpl. apply within_add. right. rewrite <- Hs.
      apply Hsession. exact Hj.
    - intros a Ha. destruct (Wsame (session a)) as [_ ->]. apply Hpast. exact Ha.
    - intros g Hg. eapply answered_stays; eauto. apply Hg.
    - intros x Hx. apply Hmessages. auto.
  Qed.

End Steps.
