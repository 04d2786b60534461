(** What follows from the definitions of Histories.v alone, as evidence that they
    say what they should: together the guarantees are causal consistency, the
    classical anomalies are excluded, and nothing is promised that no client
    could see. No machine is in this file. *)

From Coq Require Import List.
From Espalier.Framework Require Import Parameters World.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Histories.
Import Histories ListNotations.

Module Type STATEMENT (P : PARAMETERS).

  (** ** The guarantees together *)

  Parameter four_are_causal :
    forall chosen v0 (h : list (@event P.key P.value P.client)),
    all_four chosen -> explained chosen v0 h ->
    exists x, explains v0 h x /\ causal h x.

  Parameter five_are_causal_plus :
    forall chosen v0 (h : list (@event P.key P.value P.client)),
    all_four chosen -> convergent chosen = true -> explained chosen v0 h ->
    exists x, explains v0 h x /\ causal h x /\ causal_plus h x.

  (** Convergence: gets of a key that see the same puts return the same one. *)
  Parameter same_visible_same_value :
    forall v0 (h : list (@event P.key P.value P.client)) x,
    explains v0 h x -> converges h x ->
    forall g g', get_in h g -> get_in h g' -> key_of g = key_of g' ->
    (forall e, visible x e g <-> visible x e g') ->
    source x g = source x g' /\ value_of g = value_of g'.

  (** Without read your writes and monotonic reads, a client is promised the
      same by all eight points: nothing ties one of its gets to another. *)
  Parameter unseen_without_reads :
    forall some other v0 (h : list (@event P.key P.value P.client)),
    read_your_writes some = false -> monotonic_reads some = false ->
    numbered h -> explained other v0 h -> explained some v0 h.

  (** ** Anomalies *)

  (** A client puts and reads the initial value. *)
  Parameter stale_read :
    forall chosen v0 v (k : P.key) (a : P.client), v <> v0 ->
    read_your_writes chosen = true ->
    ~ explained (value := P.value) chosen v0
        [PutCalled a 0 k v; GetReturned a 1 k v0].

  (** A client reads the older of its puts. *)
  Parameter own_older_put :
    forall chosen v0 v w (k : P.key) (a : P.client), v <> w ->
    read_your_writes chosen = true ->
    monotonic_writes chosen = true \/ convergent chosen = true ->
    ~ explained (value := P.value) chosen v0
        [PutCalled a 0 k v; PutCalled a 1 k w; GetReturned a 2 k v].

  (** A client reads a put and then the initial value. *)
  Parameter reads_backwards :
    forall chosen v0 v (k : P.key) (a b : P.client), v <> v0 ->
    monotonic_reads chosen = true ->
    ~ explained (value := P.value) chosen v0
        [PutCalled a 0 k v; GetReturned b 0 k v; GetReturned b 1 k v0].

  (** A client reads a reply and then does not find the question. *)
  Parameter reply_before_question :
    forall chosen v0 v w (k j : P.key) (a b c : P.client), v <> v0 -> w <> v0 ->
    v <> w ->
    monotonic_reads chosen = true ->
    ~ explained (value := P.value) chosen v0
        [PutCalled a 0 k v; GetReturned b 0 k v; PutCalled b 1 j w;
         GetReturned c 0 j w; GetReturned c 1 k v0].

  (** A client reads an update and then what was updated. *)
  Parameter update_undone :
    forall chosen v0 v w (k : P.key) (a b c : P.client),
    v <> v0 -> w <> v0 -> v <> w ->
    monotonic_reads chosen = true ->
    writes_follow_reads chosen = true \/ convergent chosen = true ->
    ~ explained (value := P.value) chosen v0
        [PutCalled a 0 k v; GetReturned b 0 k v; PutCalled b 1 k w;
         GetReturned c 0 k w; GetReturned c 1 k v].

  (** Two clients read two puts in opposite orders. *)
  Parameter divergence :
    forall chosen v0 v w (k : P.key) (a b c d : P.client),
    v <> v0 -> w <> v0 -> v <> w ->
    monotonic_reads chosen = true -> convergent chosen = true ->
    ~ explained (value := P.value) chosen v0
        [PutCalled a 0 k v; PutCalled b 0 k w;
         GetReturned c 0 k v; GetReturned c 1 k w;
         GetReturned d 0 k w; GetReturned d 1 k v].
End STATEMENT.
