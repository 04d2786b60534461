
module Nat :
 sig
 end

module type PARAMETERS =
 sig
  type key

  type value

  type client

  type replica

  val key_eq_dec : key -> key -> bool

  val value_eq_dec : value -> value -> bool

  val client_eq_dec : client -> client -> bool

  val replica_eq_dec : replica -> replica -> bool

  val client_leb : client -> client -> bool
 end

module ChaparVectorClock :
 functor (P:PARAMETERS) ->
 sig
  type vector = (P.replica * int) list

  val lookup : P.replica -> vector -> int

  val assign : P.replica -> int -> vector -> vector

  val below_elsewhere : P.replica -> vector -> vector -> bool

  type node = { clock : vector; store : (P.key -> P.value) }

  val clock : node -> vector

  val store : node -> P.key -> P.value

  type sent = { sender : P.replica; sent_clock : vector }

  val sender : sent -> P.replica

  val sent_clock : sent -> vector

  type state = node

  type message = sent

  val init : P.value -> state

  val get : P.replica -> state -> P.key -> P.value * state

  val put : P.replica -> state -> P.key -> P.value -> state * message

  val guard : P.replica -> state -> P.key -> P.value -> message -> bool

  val update : P.replica -> state -> P.key -> P.value -> message -> state
 end
