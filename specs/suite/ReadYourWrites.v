(** Read your writes, as the suite of IDS has it (RYW-star): a replica may answer
    if the entry that it holds was not written by the asking client, or else if
    the client's own puts on the key are in. A replica that has none of them
    still holds another's entry, or the initial one, and may answer too: that
    is the suite's stale read, which strong/ryw forbids.

    @specification suite/ryw
    @title read your writes, of the entry that is read
    @promise A get never returns one of the client's own puts on the key that is older than another
      it has put there.
    @promise The initial value, and any put of another client, may always be answered, whatever the
      session has put.
    @litmus stale-read allowed
    @litmus own-write-overtaken forbidden
    @litmus reads-backwards allowed
    @litmus read-overtaken allowed
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

  (** The numbers, among its client's puts, of puts on one key. *)
  Definition numbers := set nat.

  Record entry := {
    content : value;
    writer : option client;   (** [None] for the initial value *)
    number : nat;
    earlier : numbers         (** the writer's earlier puts on the key *)
  }.

  Record session := { made : nat; own_puts : key -> numbers }.

  Record put_of := { put_number : nat; put_earlier : numbers }.

  Definition client_state := session.
  Definition replica_state := key -> entry.
  Definition get_payload := numbers.
  Definition answer_payload := unit.
  Definition put_payload := put_of.

  Definition client_init (_ : client) : client_state :=
    {| made := 0; own_puts := fun _ => empty |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => {| content := v; writer := None; number := 0; earlier := empty |}.

  Definition get_request (k : key) (_ : client) (s : client_state)
    : get_payload * client_state := (own_puts s k, s).

  Definition get_guard (k : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    match writer (r k) with
    | None => true
    | Some w =>
        if client_eq_dec c w
        then subset Nat.eq_dec g (add Nat.eq_dec (number (r k)) (earlier (r k)))
        else true
    end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (r k), tt, r).

  Definition get_response (_ : key) (_ : value) (_ : answer_payload)
    (_ : client) (s : client_state) : client_state := s.

  Definition put_request (k : key) (_ : value) (_ : nat) (_ : client)
    (s : client_state) : put_payload * client_state :=
    let n := S (made s) in
    ({| put_number := n; put_earlier := own_puts s k |},
     {| made := n;
        own_puts := fun asked =>
          if key_eq_dec k asked then add Nat.eq_dec n (own_puts s k)
          else own_puts s asked |}).

  Definition put_guard (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := true.

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    fun asked =>
      if key_eq_dec k asked then
        {| content := v; writer := Some c; number := put_number p;
           earlier := put_earlier p |}
      else r asked.

  (** A put may go in again and again, so none is ever done with. *)
  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := false.

End Specification.
