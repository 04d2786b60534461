
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

module ChaparDependencyLists :
 functor (P:PARAMETERS) ->
 sig
  type vector = (P.replica * int) list

  val lookup : P.replica -> vector -> int

  val assign : P.replica -> int -> vector -> vector

  type identity = { maker : P.replica; place : int }

  val maker : identity -> P.replica

  val place : identity -> int

  val listed : identity -> identity list -> bool

  val add : identity -> identity list -> identity list

  val all_in : identity list -> vector -> bool

  type entry = { content : P.value; written : identity option }

  val content : entry -> P.value

  val written : entry -> identity option

  type node = { received : vector; depends : identity list;
                store : (P.key -> entry) }

  val received : node -> vector

  val depends : node -> identity list

  val store : node -> P.key -> entry

  type sent = { self : identity; needs : identity list }

  val self : sent -> identity

  val needs : sent -> identity list

  type state = node

  type message = sent

  val init : P.value -> state

  val get : P.replica -> state -> P.key -> P.value * state

  val put : P.replica -> state -> P.key -> P.value -> state * message

  val guard : P.replica -> state -> P.key -> P.value -> message -> bool

  val update : P.replica -> state -> P.key -> P.value -> message -> state
 end
