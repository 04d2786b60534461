(** The relaxed machine: no guard at all. A replica keeps the last value that
    reached it, and any replica may answer. Nothing is promised but that a get
    returns a value that was put on its key, or the initial one.

    @specification suite/relaxed
    @title no guarantee
    @promise A get returns some value that was put on the key, or the initial value.
    @litmus stale-read allowed
    @litmus own-write-overtaken allowed
    @litmus reads-backwards allowed
    @litmus read-overtaken allowed
    @litmus writes-reordered allowed
    @litmus reply-before-question allowed
    @litmus lost-update allowed
    @litmus divergence allowed
    @litmus resurrected-delete allowed *)

From Espalier.Framework Require Import Parameters Core.

Module Specification (P : PARAMETERS) <: CORE P.
  Import P.

  Definition client_state := unit.
  Definition replica_state := key -> value.
  Definition get_payload := unit.
  Definition answer_payload := unit.
  Definition put_payload := unit.

  Definition client_init (_ : client) : client_state := tt.
  Definition replica_init (_ : replica) (v : value) : replica_state :=
    fun _ => v.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state := (tt, s).

  Definition get_guard (_ : key) (_ : get_payload) (_ : client) (_ : replica)
    (_ : replica_state) : bool := true.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (r k, tt, r).

  Definition get_response (_ : key) (_ : value) (_ : answer_payload)
    (_ : client) (s : client_state) : client_state := s.

  Definition put_request (_ : key) (_ : value) (_ : nat) (_ : client)
    (s : client_state) : put_payload * client_state := (tt, s).

  Definition put_guard (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := true.

  Definition put (k : key) (v : value) (_ : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state :=
    fun asked => if key_eq_dec k asked then v else r asked.

  (** A put may go in again and again, so none is ever done with. *)
  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := false.

End Specification.
