(** What a machine can be made to do of which nothing is known but that it never
    gets stuck and shows what was put: any get can be answered, with some value
    that was put on its key; and a replica that has heard of one put alone
    answers with that one. Whether a put is in may not be decidable for such a
    machine, so what is shown is that it cannot fail to be so. *)

From Coq Require Import List PeanoNat Lia FinFun.
From Espalier.Framework Require Import Machine World Refinement Progress.
From Espalier.Suite Require Import CausalUnusable.
Import ListNotations.

Section UsefulMachine.

Context (M : machine nat nat nat nat).
Context (moves : progressive Nat.eq_dec Nat.eq_dec M).
Context (shows : shows_what_was_put M).
Context (replicas : list nat).
Context (each_once : NoDup replicas).
Context (programs : nat -> list (@operation nat nat)).

Notation runs := (run Nat.eq_dec Nat.eq_dec M replicas False).
Notation start := (initial M 0 programs).

Lemma runs_append : forall w es w' es' w'',
  runs w es w' -> runs w' es' w'' -> runs w (es ++ es') w''.
Proof.
  intros w es w' es' w'' H. induction H; intros H'; [exact H' |].
  replace (observed o later ++ es') with (observed o (later ++ es'))
    by (destruct o; reflexivity).
  econstructor; eauto.
Qed.

Lemma one_step : forall w o w',
  step Nat.eq_dec Nat.eq_dec M replicas False w o w' ->
  runs w (observed o []) w'.
Proof. intros. econstructor; [eassumption | constructor]. Qed.

(** What a step by others leaves to a client, and what it leaves of stores. *)
Definition only_client (c : nat) (w w' : world M) : Prop :=
  forall d, c <> d -> clients w' d = clients w d.

Definition only_store (r : nat) (w w' : world M) : Prop :=
  forall q, r <> q -> stores w' q = stores w q.

Lemma set_client_same : forall f c x,
  set_client Nat.eq_dec M f c x c = x.
Proof.
  intros. unfold set_client. destruct (Nat.eq_dec c c); [reflexivity | congruence].
Qed.

Lemma set_client_other : forall f c x d,
  c <> d -> set_client Nat.eq_dec M f c x d = f d.
Proof.
  intros. unfold set_client. destruct (Nat.eq_dec c d); [congruence | reflexivity].
Qed.

Lemma set_store_same : forall f r x, set_store Nat.eq_dec M f r x r = x.
Proof.
  intros. unfold set_store. destruct (Nat.eq_dec r r); [reflexivity | congruence].
Qed.

Lemma set_store_other : forall f r x q,
  r <> q -> set_store Nat.eq_dec M f r x q = f q.
Proof.
  intros. unfold set_store. destruct (Nat.eq_dec r q); [congruence | reflexivity].
Qed.

(** ** A put is called *)

Lemma call : forall w c k v rest n s,
  clients w c = {| state := s; program := Put k v :: rest; next := n;
                   waiting := None |} ->
  exists w',
    runs w [PutCalled c n k v] w' /\
    clients w' c = {| state := snd (put_request M k v 0 c s); program := rest;
                      next := S n; waiting := None |} /\
    only_client c w w' /\ stores w' = stores w /\
    network w' =
      broadcast_put M replicas c k v (fst (put_request M k v 0 c s))
      ++ network w.
Proof.
  intros w c k v rest n s H. eexists. split; [| split; [| split; [| split]]].
  - eapply (one_step w (Some _)). eapply StepPutRequest with (now := 0). exact H.
  - simpl. apply set_client_same.
  - intros d N. simpl. apply set_client_other, N.
  - reflexivity.
  - reflexivity.
Qed.

(** ** A get is asked, answered and taken *)

Lemma asked : forall w c k rest n s,
  clients w c = {| state := s; program := Get k :: rest; next := n;
                   waiting := None |} ->
  exists w',
    runs w [] w' /\
    clients w' c = {| state := snd (get_request M k c s); program := rest;
                      next := S n; waiting := Some n |} /\
    only_client c w w' /\ stores w' = stores w /\
    network w' =
      broadcast_get M replicas c n k (fst (get_request M k c s)) ++ network w.
Proof.
  intros w c k rest n s H. eexists. split; [| split; [| split; [| split]]].
  - eapply (one_step w None). eapply StepGetRequest. exact H.
  - simpl. apply set_client_same.
  - intros d N. simpl. apply set_client_other, N.
  - reflexivity.
  - reflexivity.
Qed.

Lemma answered : forall w r c n k g s todo m,
  In (GetRequest r c n k g) (network w) ->
  get_guard M k g c r (stores w r) ->
  clients w c = {| state := s; program := todo; next := m;
                   waiting := Some n |} ->
  let v := fst (fst (get M k g c r (stores w r))) in
  exists w' s',
    runs w [GetReturned c n k v] w' /\
    clients w' c = {| state := s'; program := todo; next := m;
                      waiting := None |} /\
    only_client c w w' /\ only_store r w w' /\
    (forall x, In x (network w) -> x <> GetRequest r c n k g ->
       In x (network w')).
Proof.
  intros w r c n k g s todo m Hin Hguard Hc v.
  apply in_split in Hin. destruct Hin as [before [after Hnet]].
  eexists. eexists. split; [| split; [| split; [| split]]].
  - eapply (runs_append w [] _ [_]).
    + eapply (one_step w None). eapply StepGet; eassumption.
    + eapply (one_step _ (Some _)).
      eapply StepGetResponse with (before := []); [reflexivity |].
      simpl. exact Hc.
  - simpl. apply set_client_same.
  - intros d N. simpl. apply set_client_other, N.
  - intros q N. simpl. apply set_store_other, N.
  - intros x Hx Hn. simpl. rewrite Hnet in Hx.
    apply in_app_or in Hx. apply in_or_app.
    destruct Hx as [Hx | [Hx | Hx]]; auto. congruence.
Qed.

(** ** Puts are delivered *)

Lemma applied : forall w r c k v p,
  In (PutRequest r c k v p) (network w) ->
  put_guard M k v p c r (stores w r) ->
  exists w' before after,
    runs w [] w' /\ clients w' = clients w /\
    stores w' r = put M k v p c r (stores w r) /\ only_store r w w' /\
    network w = before ++ PutRequest r c k v p :: after /\
    network w' = before ++ after.
Proof.
  intros w r c k v p Hin Hguard. apply in_split in Hin.
  destruct Hin as [before [after Hnet]].
  eexists. exists before, after. split; [| split; [| split; [| split]]].
  - eapply (one_step w None). eapply StepPut; eassumption.
  - reflexivity.
  - simpl. apply set_store_same.
  - intros q N. simpl. apply set_store_other, N.
  - auto.
Qed.

Definition none_pending (w : world M) (r : nat) : Prop :=
  forall c k v p, ~ pending M w r c k v p.

(** Nothing stops a replica from taking all that is pending for it. *)
Lemma drained : forall size es w r,
  length (network w) <= size -> runs start es w ->
  ~ ~ exists w', runs w [] w' /\ clients w' = clients w /\ none_pending w' r.
Proof.
  induction size as [| size IH]; intros es w r Hsize Hrun No.
  - apply No. exists w. split; [constructor | split; [reflexivity |]].
    intros c k v p [Hin _]. destruct (network w); [destruct Hin | simpl in Hsize; lia].
  - apply No. exists w. split; [constructor | split; [reflexivity |]].
    intros c k v p Hp.
    destruct (some_put_is_enabled _ _ M moves replicas 0 programs w r c k v p)
      as [c' [k' [v' [p' [[Hin _] Hguard]]]]]; [exists es; exact Hrun | exact Hp |].
    destruct (applied w r c' k' v' p' Hin Hguard)
      as [w1 [before [after [H1 [H2 [_ [_ [H3 H4]]]]]]]].
    apply (IH es w1 r).
    + rewrite H3, app_length in Hsize. rewrite H4, app_length. simpl in Hsize. lia.
    + rewrite <- (app_nil_r es). eapply runs_append; eauto.
    + intros [w' [H5 [H6 H7]]]. apply No. exists w'.
      split; [apply (runs_append w [] w1 [] w'); assumption |].
      split; [congruence | exact H7].
Qed.

(** So any get can be answered, with a value that was put on its key. *)
Lemma read : forall es w r c k rest n s,
  runs start es w -> In r replicas ->
  clients w c = {| state := s; program := Get k :: rest; next := n;
                   waiting := None |} ->
  (exists c' n' v', In (PutCalled c' n' k v') es) ->
  ~ ~ exists v w' s',
    runs w [GetReturned c n k v] w' /\
    (exists c' n', In (PutCalled c' n' k v) es) /\
    clients w' c = {| state := s'; program := rest; next := S n;
                      waiting := None |} /\
    only_client c w w'.
Proof.
  intros es w r c k rest n s Hrun Hr Hc Hput No.
  apply (drained _ es w r (le_n _) Hrun). intros [w1 [H1 [H2 H3]]].
  assert (Hc1 := Hc). rewrite <- H2 in Hc1.
  destruct (asked w1 c k rest n s Hc1) as [w2 [H4 [H5 [H6 [H7 H8]]]]].
  assert (Hrun2 : runs start es w2).
  { rewrite <- (app_nil_r es). eapply runs_append; [exact Hrun |].
    apply (runs_append w [] w1 [] w2); assumption. }
  assert (Hin : In (GetRequest r c n k (fst (get_request M k c s)))
    (network w2)).
  { rewrite H8. apply in_or_app. left. apply in_map_iff. eauto. }
  assert (Hnone : none_pending w2 r).
  { intros c' k' v' p' [Hp Hs]. apply (H3 c' k' v' p').
    rewrite H7 in Hs. split; [| exact Hs].
    rewrite H8 in Hp. apply in_app_or in Hp. destruct Hp as [Hp |]; [| assumption].
    apply in_map_iff in Hp. destruct Hp as [q [E _]]. discriminate. }
  assert (Hguard : get_guard M k (fst (get_request M k c s)) c r (stores w2 r)).
  { eapply (every_get_is_enabled _ _ M moves); eauto. exists es. exact Hrun2. }
  destruct (answered w2 r c n k _ _ _ _ Hin Hguard H5)
    as [w3 [s' [H9 [H10 [H11 _]]]]].
  apply No. eexists. exists w3, s'. split; [| split; [| split]].
  - eapply (runs_append w [] w2 [_] w3); [| exact H9].
    apply (runs_append w [] w1 [] w2); assumption.
  - eapply shows; eauto.
  - exact H10.
  - intros d N. rewrite (H11 d N), (H6 d N), H2. reflexivity.
Qed.

(** ** A replica that has heard of one put alone *)

(** The state that it comes to with the put: the same, if the machine says that
    the put is in already. *)
Definition with_it (r a k v : nat) (s : replica_state M) : Prop :=
  let p := fst (put_request M k v 0 a (client_init M a)) in
  let r0 := replica_init M r 0 in
  s = r0 \/ (put_guard M k v p a r r0 /\ s = put M k v p a r r0).

Lemma first_put : forall r a k v rest b rest',
  In r replicas -> a <> b ->
  programs a = Put k v :: rest ->
  programs b = Get k :: rest' ->
  let g := fst (get_request M k b (client_init M b)) in
  ~ ~ exists s, with_it r a k v s /\ get_guard M k g b r s /\
        fst (fst (get M k g b r s)) = v.
Proof.
  intros r a k v rest b rest' Hr Hab Ha Hb g No.
  set (p := fst (put_request M k v 0 a (client_init M a))).
  destruct (call start a k v rest 0 (client_init M a)) as
    [w1 [H1 [H2 [H3 [H4 H5]]]]]; [simpl; rewrite Ha; reflexivity |].
  fold p in H5. simpl in H5. rewrite app_nil_r in H5.
  assert (Hcb : clients w1 b = {| state := client_init M b;
    program := Get k :: rest'; next := 0; waiting := None |}).
  { rewrite (H3 b Hab). simpl. rewrite Hb. reflexivity. }
  (* whatever world has nothing pending after that put, with such a store *)
  assert (Then : forall w, runs w1 [] w -> clients w = clients w1 ->
    with_it r a k v (stores w r) -> none_pending w r -> False).
  { intros w Hw Hc Hs Hnone.
    destruct (asked w b k rest' 0 (client_init M b)) as
      [w2 [H6 [_ [_ [H7 H8]]]]]; [rewrite Hc; exact Hcb |].
    assert (Hrun2 : runs start [PutCalled a 0 k v] w2).
    { apply (runs_append start [PutCalled a 0 k v] w1 [] w2); [exact H1 |].
      apply (runs_append w1 [] w [] w2); assumption. }
    assert (Hin : In (GetRequest r b 0 k g) (network w2)).
    { rewrite H8. apply in_or_app. left. apply in_map_iff. exists r.
      split; [reflexivity | exact Hr]. }
    assert (Hnone2 : none_pending w2 r).
    { intros c' k' v' p' [Hp Hseen]. apply (Hnone c' k' v' p').
      rewrite H7 in Hseen. split; [| exact Hseen].
      rewrite H8 in Hp. apply in_app_or in Hp.
      destruct Hp as [Hp |]; [| assumption].
      apply in_map_iff in Hp. destruct Hp as [q [E _]]. discriminate. }
    apply No. exists (stores w r). split; [exact Hs |].
    rewrite <- H7. split.
    - eapply (every_get_is_enabled _ _ M moves); eauto.
      exists [PutCalled a 0 k v]. exact Hrun2.
    - destruct (shows replicas programs _ w2 r b 0 k g Hrun2 Hr Hnone2 Hin)
        as [c' [n' [E | []]]]; [exists a, 0, v; simpl; auto |].
      inversion E. reflexivity. }
  (* every put request is that put *)
  assert (Only : forall q c k' v' p', In (PutRequest q c k' v' p') (network w1) ->
    c = a /\ k' = k /\ v' = v /\ p' = p).
  { intros q c k' v' p' Hin. rewrite H5 in Hin. apply in_map_iff in Hin.
    destruct Hin as [q' [E _]]. inversion E. auto. }
  assert (Init : stores w1 r = replica_init M r 0) by (rewrite H4; reflexivity).
  apply (Then w1); [constructor | reflexivity | left; exact Init |].
  intros c' k' v' p' Hp.
  destruct (some_put_is_enabled _ _ M moves replicas 0 programs w1 r c' k' v' p')
    as [c2 [k2 [v2 [p2 [[Hin _] Hguard]]]]]; [eexists; exact H1 | exact Hp |].
  destruct (Only _ _ _ _ _ Hin) as [-> [-> [-> ->]]].
  rewrite Init in Hguard.
  clear Hp c' k' v' p'.
  destruct (applied w1 r a k v p Hin) as
    [w2 [before [after [H6 [H7 [H8 [_ [H9 H10]]]]]]]];
    [rewrite Init; exact Hguard |].
  apply (Then w2 H6 H7); [right; split; [exact Hguard |] |].
  - rewrite H8, Init. reflexivity.
  - intros c' k' v' p' [Hin2 _].
    assert (Hnet : In (PutRequest r c' k' v' p') (network w1)).
    { rewrite H9. rewrite H10 in Hin2. apply in_app_or in Hin2.
      apply in_or_app. simpl. tauto. }
    destruct (Only _ _ _ _ _ Hnet) as [-> [-> [-> ->]]].
    assert (Once : NoDup (network w1)).
    { rewrite H5. unfold broadcast_put. apply FinFun.Injective_map_NoDup;
        [intros q q' E; inversion E; reflexivity | exact each_once]. }
    rewrite H9 in Once. apply NoDup_remove_2 in Once. apply Once.
    rewrite <- H10. exact Hin2.
Qed.

End UsefulMachine.
