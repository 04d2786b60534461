(** The core that hears of no put: it says of each that it is in already, and
    answers every get with the initial value. It is here to show what the claims
    that are made of cores let through: it satisfies them for suite/cc
    (suite/CausalStuck.v), which allows the stale read that strong/ryw forbids. *)

From Espalier.Framework Require Import Parameters Core.

Module Deaf (P : PARAMETERS) <: CORE P.
  Import P.

  Definition client_state := unit.
  Definition replica_state := value.
  Definition get_payload := unit.
  Definition answer_payload := unit.
  Definition put_payload := unit.

  Definition client_init (_ : client) : client_state := tt.
  Definition replica_init (_ : replica) (v : value) : replica_state := v.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state := (tt, s).

  Definition get_guard (_ : key) (_ : get_payload) (_ : client) (_ : replica)
    (_ : replica_state) : bool := true.

  Definition get (_ : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state := (r, tt, r).

  Definition get_response (_ : key) (_ : value) (_ : answer_payload)
    (_ : client) (s : client_state) : client_state := s.

  Definition put_request (_ : key) (_ : value) (_ : nat) (_ : client)
    (s : client_state) : put_payload * client_state := (tt, s).

  Definition put_guard (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := false.

  Definition put (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state := r.

  Definition put_seen (_ : key) (_ : value) (_ : put_payload) (_ : client)
    (_ : replica) (_ : replica_state) : bool := true.

End Deaf.
