(** Scripts: a run given as a list of steps that are carried out by computation.
    A witness, that a machine has a certain observable trace, is then a script
    and one evaluation. *)

From Coq Require Import List.
From Espalier.Framework Require Import Machine World.
Import ListNotations.

Section Script.

Context {key value client replica : Type}.
Context (key_eq_dec : forall a b : key, {a = b} + {a <> b}).
Context (value_eq_dec : forall a b : value, {a = b} + {a <> b}).
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : machine key value client replica).

(** The guards of the machine, computed. *)
Context (may_get : key -> get_payload M -> client -> replica ->
  replica_state M -> bool).
Context (may_put : key -> value -> put_payload M -> client -> replica ->
  replica_state M -> bool).
Context (may_get_sound : forall k g c r s,
  may_get k g c r s = true -> get_guard M k g c r s).
Context (may_put_sound : forall k v p c r s,
  may_put k v p c r s = true -> put_guard M k v p c r s).

Context (replicas : list replica).
Context (may_lose : Prop).

(** The network takes a message by what it says; of several that say the same,
    the latest. *)
Inductive action :=
| Ask (c : client)                  (** the client's next operation, a get *)
| Call (c : client) (now : nat)     (** the client's next operation, a put *)
| Answer (r : replica) (c : client) (** the replica answers the client's get *)
| Apply (r : replica) (c : client) (k : key) (v : value)
| Copy (r : replica) (c : client) (k : key) (v : value)
| Take (c : client).                (** the client takes a response *)

Fixpoint pick (wanted : message M -> bool) (before net : list (message M))
  : option (list (message M) * message M * list (message M)) :=
  match net with
  | [] => None
  | m :: after =>
      if wanted m then Some (before, m, after)
      else pick wanted (before ++ [m]) after
  end.

Definition is_get (r : replica) (c : client) (m : message M) : bool :=
  match m with
  | GetRequest r' c' _ _ _ =>
      if replica_eq_dec r r' then
        if client_eq_dec c c' then true else false
      else false
  | _ => false
  end.

Definition is_put (r : replica) (c : client) (k : key) (v : value)
  (m : message M) : bool :=
  match m with
  | PutRequest r' c' k' v' _ =>
      if replica_eq_dec r r' then
        if client_eq_dec c c' then
          if key_eq_dec k k' then
            if value_eq_dec v v' then true else false
          else false
        else false
      else false
  | _ => false
  end.

Definition is_response (c : client) (n : nat) (m : message M) : bool :=
  match m with
  | GetResponse c' n' _ _ _ =>
      if client_eq_dec c c' then
        if PeanoNat.Nat.eq_dec n n' then true else false
      else false
  | _ => false
  end.

Definition act (w : world M) (a : action) : option (option (event) * world M) :=
  match a with
  | Ask c =>
      match clients w c with
      | {| state := s; program := Get k :: rest; next := n; waiting := None |} =>
          Some (None,
            {| clients := set_client client_eq_dec M (clients w) c
                 {| state := snd (get_request M k c s); program := rest;
                    next := S n; waiting := Some n |};
               stores := stores w;
               network :=
                 broadcast_get M replicas c n k (fst (get_request M k c s))
                 ++ network w |})
      | _ => None
      end
  | Call c now =>
      match clients w c with
      | {| state := s; program := Put k v :: rest; next := n;
           waiting := None |} =>
          Some (Some (PutCalled c n k v),
            {| clients := set_client client_eq_dec M (clients w) c
                 {| state := snd (put_request M k v now c s); program := rest;
                    next := S n; waiting := None |};
               stores := stores w;
               network :=
                 broadcast_put M replicas c k v
                   (fst (put_request M k v now c s))
                 ++ network w |})
      | _ => None
      end
  | Answer r c =>
      match pick (is_get r c) [] (network w) with
      | Some (before, GetRequest r' c' n k g, after) =>
          if may_get k g c' r' (stores w r') then
            let answered := get M k g c' r' (stores w r') in
            Some (None,
              {| clients := clients w;
                 stores :=
                   set_store replica_eq_dec M (stores w) r' (snd answered);
                 network :=
                   GetResponse c' n k (fst (fst answered)) (snd (fst answered))
                   :: before ++ after |})
          else None
      | _ => None
      end
  | Apply r c k v =>
      match pick (is_put r c k v) [] (network w) with
      | Some (before, PutRequest r' c' k' v' p, after) =>
          if may_put k' v' p c' r' (stores w r') then
            Some (None,
              {| clients := clients w;
                 stores := set_store replica_eq_dec M (stores w) r'
                   (put M k' v' p c' r' (stores w r'));
                 network := before ++ after |})
          else None
      | _ => None
      end
  | Copy r c k v =>
      match pick (is_put r c k v) [] (network w) with
      | Some (before, m, after) =>
          Some (None,
            {| clients := clients w; stores := stores w;
               network := m :: before ++ m :: after |})
      | None => None
      end
  | Take c =>
      match clients w c with
      | {| state := s; program := todo; next := m; waiting := Some n |} =>
          match pick (is_response c n) [] (network w) with
          | Some (before, GetResponse c' n' k v x, after) =>
              if client_eq_dec c c' then
                if PeanoNat.Nat.eq_dec n n' then
                  Some (Some (GetReturned c n k v),
                    {| clients := set_client client_eq_dec M (clients w) c
                         {| state := get_response M k v x c s; program := todo;
                            next := m; waiting := None |};
                       stores := stores w;
                       network := before ++ after |})
                else None
              else None
          | _ => None
          end
      | _ => None
      end
  end.

(** What the script makes a client observe, and the world it leads to; [None]
    if one of its steps cannot be taken. *)
Fixpoint perform (script : list action) (w : world M)
  : option (list event * world M) :=
  match script with
  | [] => Some ([], w)
  | a :: rest =>
      match act w a with
      | None => None
      | Some (o, w') =>
          match perform rest w' with
          | None => None
          | Some (later, w'') => Some (observed o later, w'')
          end
      end
  end.

Lemma pick_split : forall wanted net before b m a,
  pick wanted before net = Some (b, m, a) -> before ++ net = b ++ m :: a.
Proof.
  induction net as [| x net IH]; simpl; intros before b m a H; [discriminate |].
  destruct (wanted x).
  - inversion H; subst. reflexivity.
  - apply IH in H. rewrite <- app_assoc in H. exact H.
Qed.

Lemma act_step : forall w a o w',
  act w a = Some (o, w') ->
  step client_eq_dec replica_eq_dec M replicas may_lose w o w'.
Proof.
  intros w [c | c now | r c | r c k v | r c k v | c] o w'; unfold act.
  - destruct (clients w c) as [s p n q] eqn:Hc.
    destruct p as [| [k | k v] rest]; try discriminate.
    destruct q; try discriminate. intros H; inversion H; subst.
    eapply StepGetRequest; eauto.
  - destruct (clients w c) as [s p n q] eqn:Hc.
    destruct p as [| [k | k v] rest]; try discriminate.
    destruct q; try discriminate. intros H; inversion H; subst.
    eapply StepPutRequest; eauto.
  - destruct (pick (is_get r c) [] (network w)) as [[[before m] after] |] eqn:E;
      [| discriminate].
    apply pick_split in E. simpl in E.
    destruct m as [r' c' n k g | |]; try discriminate.
    destruct (may_get k g c' r' (stores w r')) eqn:G; [| discriminate].
    intros H; inversion H; subst. eapply StepGet; eauto.
  - destruct (pick (is_put r c k v) [] (network w))
      as [[[before m] after] |] eqn:E; [| discriminate].
    apply pick_split in E. simpl in E.
    destruct m as [| r' c' k' v' p |]; try discriminate.
    destruct (may_put k' v' p c' r' (stores w r')) eqn:G; [| discriminate].
    intros H; inversion H; subst. eapply StepPut; eauto.
  - destruct (pick (is_put r c k v) [] (network w))
      as [[[before m] after] |] eqn:E; [| discriminate].
    apply pick_split in E. simpl in E.
    intros H; inversion H; subst. eapply StepDuplicate; eauto.
  - destruct (clients w c) as [s p m q] eqn:Hc.
    destruct q as [n |]; try discriminate.
    destruct (pick (is_response c n) [] (network w))
      as [[[before x] after] |] eqn:E; [| discriminate].
    apply pick_split in E. simpl in E.
    destruct x as [| | c' n' k v a]; try discriminate.
    destruct (client_eq_dec c c'); [| discriminate].
    destruct (PeanoNat.Nat.eq_dec n n'); [| discriminate]. subst.
    intros H; inversion H; subst. eapply StepGetResponse; eauto.
Qed.

Theorem perform_run : forall script w events w',
  perform script w = Some (events, w') ->
  run client_eq_dec replica_eq_dec M replicas may_lose w events w'.
Proof.
  induction script as [| a rest IH]; simpl; intros w events w' H.
  - inversion H. constructor.
  - destruct (act w a) as [[o w1] |] eqn:A; [| discriminate].
    destruct (perform rest w1) as [[later w2] |] eqn:R; [| discriminate].
    inversion H; subst. econstructor; eauto using act_step.
Qed.

(** Of a script it is enough to evaluate what is observed. *)
Theorem perform_trace : forall script v programs events,
  option_map fst (perform script (initial M v programs)) = Some events ->
  trace client_eq_dec replica_eq_dec M replicas may_lose v programs events.
Proof.
  intros script v programs events H.
  destruct (perform script (initial M v programs)) as [[es w] |] eqn:E;
    [| discriminate].
  simpl in H. inversion H; subst. exists w. eauto using perform_run.
Qed.

End Script.

Arguments Ask {key value client replica}.
Arguments Call {key value client replica}.
Arguments Answer {key value client replica}.
Arguments Apply {key value client replica}.
Arguments Copy {key value client replica}.
Arguments Take {key value client replica}.
