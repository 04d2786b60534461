(** What local facts give of every world that can be reached: which puts were
    made, in which order, and where each of them is. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import World.
From Espalier.Chapar Require Import
  NodeMachine NodeWorld NodeLocalProgress.
Import ListNotations.

Section NodeInvariant.

Context {key value replica : Type}.
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : node_machine key value replica).
Context (F : local_progress M).
Context (members : list replica).
Context (may_lose : Prop).

(** A put that was made is written as the message of it to its own node. *)
Definition sent_to (n : replica) (x : transfer M) : transfer M :=
  {| to := n; from := from x; number := number x; about := about x;
     content := content x; payload := payload x |}.

Definition id (x : transfer M) : replica * nat := put_of M F (payload x).

(** All puts, the newest first: each needs only older ones. *)
Fixpoint ordered (made : list (transfer M)) : Prop :=
  match made with
  | [] => True
  | x :: older =>
      (forall i, needs M F (payload x) i -> exists y, In y older /\ id y = i) /\
      ordered older
  end.

Definition is_at (w : world M) (n : replica) (x : transfer M) : Prop :=
  from x = n \/ In (from x, number x) (node_applied (nodes w n)).

Record invariant (w : world M) (made : list (transfer M)) : Prop := {
  states_sound : forall n, sound M F n (node_state (nodes w n));
  messages_sound : forall x, In x made -> sound_message M F (payload x);
  made_by : forall x, In x made -> fst (id x) = from x;
  made_before : forall x, In x made -> number x < node_next (nodes w (from x));
  one_number : forall x y, In x made -> In y made ->
    from x = from y -> number x = number y -> x = y;
  one_id : forall x y, In x made -> In y made -> id x = id y -> x = y;
  in_network : forall t, In t (network w) ->
    In (to t) members /\ from t <> to t /\
    exists x, In x made /\ t = sent_to (to t) x;
  applied_made : forall n i, In i (node_applied (nodes w n)) ->
    exists x, In x made /\ i = (from x, number x);
  holds_what_is_at : forall n i,
    holds M F (node_state (nodes w n)) i <->
    exists x, In x made /\ id x = i /\ is_at w n x;
  in_order : ordered made;
  nothing_lost : ~ may_lose -> forall n x, In x made -> In n members ->
    is_at w n x \/ In (sent_to n x) (network w)
}.

Lemma set_node_same : forall (f : replica -> node_world M) n x,
  set_node replica_eq_dec M f n x n = x.
Proof.
  intros. unfold set_node. destruct (replica_eq_dec n n); congruence.
Qed.

Lemma set_node_other : forall (f : replica -> node_world M) n x n',
  n' <> n -> set_node replica_eq_dec M f n x n' = f n'.
Proof.
  intros. unfold set_node. destruct (replica_eq_dec n n'); congruence.
Qed.

(** Is [n'] the node [n] that changed? *)
Ltac changed n' n :=
  let N := fresh "N" in
  destruct (replica_eq_dec n' n) as [-> | N];
  [rewrite set_node_same in * |- * | rewrite set_node_other in * |- * by exact N].

Lemma invariant_initial : forall v programs,
  invariant (initial M v programs) [].
Proof.
  intros. constructor; simpl; try tauto.
  - intros. apply init_sound.
  - intros n i. split; [intros H; destruct (init_holds M F v i H) |].
    intros [x [[] _]].
Qed.

(** What a get, and a put as far as its own node goes, leave alone. *)
Lemma invariant_get : forall w made n k s rest i applied,
  invariant w made ->
  nodes w n = {| node_state := s; node_program := Get k :: rest;
                 node_next := i; node_applied := applied |} ->
  invariant
    {| nodes := set_node replica_eq_dec M (nodes w) n
         {| node_state := snd (get M n s k); node_program := rest;
            node_next := S i; node_applied := applied |};
       network := network w |} made.
Proof.
  intros w made n k s rest i applied
    [Hstates Hmessages Hmaker Hbefore Honenumber Honeid
    Hnetwork Hmade Hholds Horder Hlost] Hn.
  assert (Hs : sound M F n s).
  { specialize (Hstates n). rewrite Hn in Hstates. assumption. }
  assert (Happlied : forall n' y,
    is_at {| nodes := set_node replica_eq_dec M (nodes w) n
               {| node_state := snd (get M n s k); node_program := rest;
                  node_next := S i; node_applied := applied |};
             network := network w |} n' y <-> is_at w n' y).
  { intros n' y. unfold is_at. simpl.
    destruct (replica_eq_dec n' n) as [-> | N].
    - rewrite set_node_same, Hn. simpl. tauto.
    - rewrite set_node_other by assumption. tauto. }
  constructor; simpl; auto.
  - intros n'. changed n' n; [apply get_sound |]; auto.
  - intros x Hx. specialize (Hbefore x Hx).
    destruct (replica_eq_dec (from x) n) as [E | N].
    + rewrite E in *. rewrite set_node_same. rewrite Hn in Hbefore.
      simpl in *. lia.
    + rewrite set_node_other; assumption.
  - intros n' j Hj. apply (Hmade n'). changed n' n; [| assumption].
    rewrite Hn. assumption.
  - intros n' j. setoid_rewrite Happlied. rewrite <- Hholds.
    destruct (replica_eq_dec n' n) as [-> | N].
    + rewrite set_node_same, Hn. simpl. apply get_holds. assumption.
    + rewrite set_node_other by assumption. tauto.
  - intros L n' x Hx Hm. rewrite Happlied. auto.
Qed.

Lemma invariant_put : forall w made n k v s rest i applied,
  invariant w made ->
  nodes w n = {| node_state := s; node_program := Put k v :: rest;
                 node_next := i; node_applied := applied |} ->
  invariant
    {| nodes := set_node replica_eq_dec M (nodes w) n
         {| node_state := fst (put M n s k v); node_program := rest;
            node_next := S i; node_applied := applied |};
       network := broadcast replica_eq_dec M members n i k v
                    (snd (put M n s k v)) ++ network w |}
    ({| to := n; from := n; number := i; about := k; content := v;
        payload := snd (put M n s k v) |} :: made).
Proof.
  intros w made n k v s rest i applied
    [Hstates Hmessages Hmaker Hbefore Honenumber Honeid
    Hnetwork Hmade Hholds Horder Hlost] Hn.
  assert (Hs : sound M F n s).
  { specialize (Hstates n). rewrite Hn in Hstates. assumption. }
  set (x0 := {| to := n; from := n; number := i; about := k; content := v;
                payload := snd (put M n s k v) |}).
  set (w' := {| nodes := _; network := _ |}).
  assert (Hat : forall n' y, is_at w' n' y <-> is_at w n' y).
  { intros n' y. unfold is_at. simpl.
    destruct (replica_eq_dec n' n) as [-> | N].
    - rewrite set_node_same, Hn. simpl. tauto.
    - rewrite set_node_other by assumption. tauto. }
  (** The new put is nobody's yet, and at its own node alone. *)
  assert (Hfresh : forall y, In y made -> from y = n -> number y < i).
  { intros y Hy E. specialize (Hbefore y Hy). rewrite E, Hn in Hbefore.
    assumption. }
  assert (Hid : forall y, In y made -> id y <> id x0).
  { intros y Hy E. apply (put_is_new M F n s k v Hs).
    change (holds M F s (id x0)). rewrite <- E.
    specialize (Hholds n (id y)). rewrite Hn in Hholds.
    apply Hholds. exists y. repeat split; auto. left.
    rewrite <- (Hmaker y Hy), E. apply (put_is_own M F n s k v Hs). }
  assert (Hnew : forall n', is_at w n' x0 <-> n' = n).
  { intros n'. unfold is_at. simpl. split; [| auto].
    intros [? | Hin]; [auto |].
    destruct (Hmade _ _ Hin) as [y [Hy E]]. inversion E.
    specialize (Hfresh y Hy). exfalso. symmetry in H0. apply Hfresh in H0. lia. }
  constructor; simpl.
  - intros n'. changed n' n; [apply put_sound |]; auto.
  - intros x [<- | Hx]; auto. simpl. apply put_sound. assumption.
  - intros x [<- | Hx]; auto. simpl. apply put_is_own. assumption.
  - intros x Hx. destruct (replica_eq_dec (from x) n) as [E | N].
    + rewrite E, set_node_same. simpl.
      destruct Hx as [<- | Hx]; simpl; [lia |].
      specialize (Hfresh x Hx E). lia.
    + rewrite set_node_other by assumption. apply Hbefore.
      destruct Hx as [<- | Hx]; [| assumption]. simpl in N. congruence.
  - intros x y [<- | Hx] [<- | Hy] Ef En; auto; simpl in *; exfalso.
    + symmetry in Ef. specialize (Hfresh y Hy Ef). lia.
    + specialize (Hfresh x Hx Ef). lia.
  - intros x y [<- | Hx] [<- | Hy] E; auto; exfalso.
    + symmetry in E. exact (Hid y Hy E).
    + exact (Hid x Hx E).
  - intros t Ht. apply in_app_or in Ht. destruct Ht as [Ht | Ht].
    + unfold broadcast, others in Ht. apply in_map_iff in Ht.
      destruct Ht as [n' [<- Hn']]. apply filter_In in Hn'. simpl.
      destruct Hn' as [Hn' D].
      destruct (replica_eq_dec n n'); [discriminate |].
      repeat split; auto. exists x0. auto.
    + destruct (Hnetwork t Ht) as [? [? [x [? ?]]]]. eauto 10.
  - intros n' j Hj. enough (exists x, In x made /\ j = (from x, number x))
      by (destruct H as [x [? ?]]; eauto).
    apply (Hmade n').
    destruct (replica_eq_dec n' n) as [-> | N].
    + rewrite set_node_same in Hj. rewrite Hn. exact Hj.
    + rewrite set_node_other in Hj by assumption. exact Hj.
  - intros n' j. setoid_rewrite Hat.
    transitivity ((n' = n /\ j = id x0) \/
                  holds M F (node_state (nodes w n')) j).
    + destruct (replica_eq_dec n' n) as [-> | N].
      * rewrite set_node_same, Hn. simpl. rewrite (put_holds M F) by assumption.
        unfold id. simpl. tauto.
      * rewrite set_node_other by assumption. tauto.
    + rewrite Hholds. split.
      * intros [[-> ->] | [x [Hx ?]]]; [| eauto].
        exists x0. repeat split; auto. apply Hnew. reflexivity.
      * intros [x [[<- | Hx] [<- A]]]; [left | right; eauto].
        apply Hnew in A. auto.
  - split; [| assumption]. intros j Hj.
    apply (put_needs M F n s k v j Hs) in Hj.
    specialize (Hholds n j). rewrite Hn in Hholds.
    apply Hholds in Hj. destruct Hj as [y [? [? _]]]. eauto.
  - intros L n' x Hx Hm. rewrite Hat.
    destruct Hx as [<- | Hx].
    + rewrite Hnew. destruct (replica_eq_dec n' n); [auto | right].
      apply in_or_app. left. unfold broadcast, others. apply in_map_iff.
      exists n'. split; [reflexivity |]. apply filter_In. split; [assumption |].
      destruct (replica_eq_dec n n'); congruence.
    + destruct (Hlost L n' x Hx Hm); auto using in_or_app.
Qed.

Lemma invariant_update : forall w made before after t s program i applied,
  invariant w made ->
  network w = before ++ t :: after ->
  nodes w (to t) = {| node_state := s; node_program := program;
                      node_next := i; node_applied := applied |} ->
  guard M (to t) s (about t) (content t) (payload t) ->
  invariant
    {| nodes := set_node replica_eq_dec M (nodes w) (to t)
         {| node_state := update M (to t) s (about t) (content t) (payload t);
            node_program := program; node_next := i;
            node_applied := (from t, number t) :: applied |};
       network := before ++ after |} made.
Proof.
  intros w made before after t s program i applied
    [Hstates Hmessages Hmaker Hbefore Honenumber Honeid
    Hnetwork Hmade Hholds Horder Hlost]
    Hw Hn Hguard.
  assert (Ht : In t (network w)) by (rewrite Hw; apply in_elt).
  destruct (Hnetwork t Ht) as [Hmember [Hself [x0 [Hx0 Et]]]].
  assert (Hs : sound M F (to t) s).
  { specialize (Hstates (to t)). rewrite Hn in Hstates. assumption. }
  assert (Ep : payload t = payload x0) by (rewrite Et; reflexivity).
  assert (Ef : from t = from x0) by (rewrite Et; reflexivity).
  assert (En : number t = number x0) by (rewrite Et; reflexivity).
  assert (Hm : sound_message M F (payload t)) by (rewrite Ep; auto).
  assert (Hown : fst (put_of M F (payload t)) <> to t).
  { rewrite Ep. change (fst (id x0) <> to t). rewrite Hmaker by assumption.
    congruence. }
  set (w' := {| nodes := _; network := _ |}).
  assert (Hat : forall n' y, In y made ->
    (is_at w' n' y <-> (n' = to t /\ y = x0) \/ is_at w n' y)).
  { intros n' y Hy. unfold is_at. simpl.
    destruct (replica_eq_dec n' (to t)) as [-> | N].
    - rewrite set_node_same, Hn. simpl. rewrite Ef, En. split.
      + intros [? | [E | ?]]; auto. inversion E. left. split; auto.
      + intros [[_ ->] | [? | ?]]; auto.
    - rewrite set_node_other by assumption. tauto. }
  constructor; simpl; auto.
  - intros n'. changed n' (to t); [apply update_sound |]; auto.
  - intros x Hx. specialize (Hbefore x Hx).
    destruct (replica_eq_dec (from x) (to t)) as [E | N].
    + rewrite E in *. rewrite set_node_same. rewrite Hn in Hbefore.
      exact Hbefore.
    + rewrite set_node_other; assumption.
  - intros u Hu. apply Hnetwork. rewrite Hw. apply in_app_or in Hu.
    apply in_or_app. simpl. tauto.
  - intros n' j Hj. changed n' (to t); [| eauto]. destruct Hj as [<- | Hj].
    + exists x0. rewrite Ef, En. auto.
    + apply (Hmade (to t)). rewrite Hn. assumption.
  - intros n' j.
    transitivity ((n' = to t /\ j = id x0) \/
                  holds M F (node_state (nodes w n')) j).
    + destruct (replica_eq_dec n' (to t)) as [-> | N].
      * rewrite set_node_same, Hn. simpl.
        rewrite (update_holds M F) by assumption. unfold id. rewrite Ep. tauto.
      * rewrite set_node_other by assumption. tauto.
    + rewrite Hholds. split.
      * intros [[-> ->] | [x [Hx [E A]]]].
        -- exists x0. repeat split; auto. apply Hat; auto.
        -- exists x. repeat split; auto. apply Hat; auto.
      * intros [x [Hx [<- A]]]. apply Hat in A; [| assumption].
        destruct A as [[-> ->] | A]; eauto.
  - intros L n' x Hx Hm'. rewrite Hat by assumption.
    destruct (Hlost L n' x Hx Hm') as [? | Hin]; [auto |].
    rewrite Hw in Hin. apply in_app_or in Hin.
    destruct Hin as [Hin | [E | Hin]]; auto using in_or_app.
    left. left. split; [rewrite E; reflexivity |].
    apply Honenumber; auto; [rewrite <- Ef | rewrite <- En]; rewrite E;
      reflexivity.
Qed.

(** A network that has no message that was not there, and none less unless
    messages may be lost. *)
Lemma invariant_network : forall w made net,
  invariant w made ->
  (forall t, In t net -> In t (network w)) ->
  (~ may_lose -> forall t, In t (network w) -> In t net) ->
  invariant {| nodes := nodes w; network := net |} made.
Proof.
  intros w made net
    [Hstates Hmessages Hmaker Hbefore Honenumber Honeid
    Hnetwork Hmade Hholds Horder Hlost] H G. constructor; simpl; auto.
  intros L n x Hx Hm. destruct (Hlost L n x Hx Hm); auto.
Qed.

Lemma invariant_step : forall w o w' made,
  step replica_eq_dec M members may_lose w o w' -> invariant w made ->
  exists made', invariant w' made'.
Proof.
  intros w o w' made Hstep Hw.
  destruct Hstep as
    [ w n k rest i s applied Hn
    | w n k v rest i s applied Hn
    | w before after t s program i applied Hnet Hn Hguard
    | w before after t Hlose Hnet
    | w before after t Hnet ].
  - eexists. eapply invariant_get; eauto.
  - eexists. eapply invariant_put; eauto.
  - eexists. eapply invariant_update; eauto.
  - exists made. apply invariant_network; [assumption | | tauto].
    rewrite Hnet. intros u Hu. apply in_app_or in Hu. apply in_or_app.
    simpl. tauto.
  - exists made. apply invariant_network; [assumption | |]; rewrite Hnet;
      simpl; intros; rewrite in_app_iff in *; simpl in *; tauto.
Qed.

Lemma invariant_reachable : forall v programs w,
  reachable replica_eq_dec M members may_lose v programs w ->
  exists made, invariant w made.
Proof.
  intros v programs w [events Hrun].
  assert (G : forall w events w',
    run replica_eq_dec M members may_lose w events w' ->
    forall made, invariant w made -> exists made', invariant w' made').
  { clear. intros w events w' Hrun.
    induction Hrun as [| ? ? ? ? ? Hstep ? IH]; intros made Hmade; [eauto |].
    destruct (invariant_step _ _ _ _ Hstep Hmade) as [made' ?]. eauto. }
  eapply G; [exact Hrun | apply invariant_initial].
Qed.

End NodeInvariant.
