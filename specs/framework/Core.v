(** The interface of every executable core: the methods that are extracted.
    Guards are computed, so they are booleans; [false] means "not yet".
    The same methods over sets and propositions form a [machine] (Machine.v),
    which is what specifications are written as. *)

From Espalier.Framework Require Import Parameters.

Module Type CORE (P : PARAMETERS).

  Parameter client_state : Type.
  Parameter replica_state : Type.
  (** The three payloads. Only [put_payload] travels between nodes. *)
  Parameter get_payload : Type.
  Parameter answer_payload : Type.
  Parameter put_payload : Type.

  Parameter client_init : P.client -> client_state.
  Parameter replica_init : P.replica -> P.value -> replica_state.

  Parameter get_request :
    P.key -> P.client -> client_state -> get_payload * client_state.
  Parameter get_guard :
    P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool.
  Parameter get :
    P.key -> get_payload -> P.client -> P.replica -> replica_state ->
    P.value * answer_payload * replica_state.
  Parameter get_response :
    P.key -> P.value -> answer_payload -> P.client -> client_state ->
    client_state.

  (** The natural number is a clock reading: arbitrary, never trusted. *)
  Parameter put_request :
    P.key -> P.value -> nat -> P.client -> client_state ->
    put_payload * client_state.
  Parameter put_guard :
    P.key -> P.value -> put_payload -> P.client -> P.replica ->
    replica_state -> bool.
  Parameter put :
    P.key -> P.value -> put_payload -> P.client -> P.replica ->
    replica_state -> replica_state.
  (** This put is already in: its guard stays false for ever. *)
  Parameter put_seen :
    P.key -> P.value -> put_payload -> P.client -> P.replica ->
    replica_state -> bool.

End CORE.
