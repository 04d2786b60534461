(** Monotonic reads, as the suite of IDS has it (MR-star): a replica may answer
    if the entry that it holds covers all that the session has read from the
    entry's own writer on the key. What the session has read from others does
    not count, so it may go from one client's put to an older one of another
    client, and from any put back to the initial value: strong/mr forbids both.

    Of an entry's dependencies the guard looks only at its writer's puts on the
    key, so these are all that an entry keeps.

    @specification suite/mr
    @title monotonic reads, from the writer of the entry that is read
    @promise A get never returns a put on the key that is older than another of the same client that
      the session has read there.
    @promise The initial value may always be answered, whatever the session has read.
    @litmus stale-read allowed
    @litmus own-write-overtaken allowed
    @litmus reads-backwards allowed
    @litmus read-overtaken forbidden
    @litmus writes-reordered allowed
    @litmus reply-before-question allowed
    @litmus lost-update allowed
    @litmus divergence allowed
    @litmus resurrected-delete allowed *)

From Coq Require Import Arith.
From Espalier.Framework Require Import Parameters Core.
From Espalier.Kit Require Import FiniteSet.

Module Specification (P : PARAMETERS) <: CORE P.
  Import P.

  (** A put is named by its client and its number among that client's puts,
      from 1. *)
  Definition put_id : Type := client * nat.

  Definition put_id_eq_dec (a b : put_id) : {a = b} + {a <> b}.
  Proof. decide equality; [apply Nat.eq_dec | apply client_eq_dec]. Defined.

  Definition puts := set put_id.

  Definition is_by (c : client) (i : put_id) : bool :=
    if client_eq_dec c (fst i) then true else false.

  Record entry := {
    content : value;
    written : option put_id;   (** [None] for the initial value *)
    earlier : puts             (** the writer's earlier puts on the key *)
  }.

  Record session := {
    made : nat;                (** how many puts the session has made *)
    own_puts : key -> puts;    (** those puts, by key *)
    reads : key -> puts        (** the puts that its gets returned, by key *)
  }.

  Record put_of := { id : put_id; put_earlier : puts }.

  Definition client_state := session.
  Definition replica_state := key -> entry.
  Definition get_payload := puts.
  Definition answer_payload := option put_id.
  Definition put_payload := put_of.

  Definition client_init (_ : client) : client_state :=
    {| made := 0; own_puts := fun _ => empty; reads := fun _ => empty |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; written := None; earlier := empty |}.

  Definition get_request (k : key) (_ : client) (s : client_state)
    : get_payload * client_state := (reads s k, s).

  Definition get_guard (k : key) (g : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : bool :=
    match written (r k) with
    | None => true
    | Some i =>
        subset put_id_eq_dec
          (restrict (is_by (fst i)) g) (add put_id_eq_dec i (earlier (r k)))
    end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (r k), written (r k), r).

  Definition get_response (k : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    match a with
    | None => s
    | Some i =>
        {| made := made s;
           own_puts := own_puts s;
           reads := fun asked =>
             if key_eq_dec k asked then add put_id_eq_dec i (reads s k)
             else reads s asked |}
    end.

  Definition put_request (k : key) (_ : value) (_ : nat) (c : client)
    (s : client_state) : put_payload * client_state :=
    let i := (c, S (made s)) in
    ({| id := i; put_earlier := own_puts s k |},
     {| made := S (made s);
        own_puts := fun asked =>
          if key_eq_dec k asked then add put_id_eq_dec i (own_puts s k)
          else own_puts s asked;
        reads := reads s |}).

  Definition put_guard (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := true.

  Definition put (k : key) (v : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state :=
    fun asked =>
      if key_eq_dec k asked then
        {| content := v; written := Some (id p); earlier := put_earlier p |}
      else r asked.

  (** A put may go in again and again, so none is ever done with. *)
  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := false.

End Specification.
