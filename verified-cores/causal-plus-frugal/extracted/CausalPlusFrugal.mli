
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

type 'client vector = ('client * int) list

val lookup : ('a1 -> 'a1 -> bool) -> 'a1 -> 'a1 vector -> int

val larger : int -> int -> int

val raise : ('a1 -> 'a1 -> bool) -> 'a1 -> int -> 'a1 vector -> 'a1 vector

val merge : ('a1 -> 'a1 -> bool) -> 'a1 vector -> 'a1 vector -> 'a1 vector

val below : ('a1 -> 'a1 -> bool) -> 'a1 vector -> 'a1 vector -> bool

module CausalPlusFrugal :
 functor (P:PARAMETERS) ->
 functor (M:sig
  type 'x map

  val empty : 'a1 map

  val find : P.key -> 'a1 map -> 'a1 option

  val add : P.key -> 'a1 -> 'a1 map -> 'a1 map

  val remove : P.key -> 'a1 map -> 'a1 map
 end) ->
 sig
  val lookup : P.client -> P.client vector -> int

  val raise : P.client -> int -> P.client vector -> P.client vector

  val merge : P.client vector -> P.client vector -> P.client vector

  val below : P.client vector -> P.client vector -> bool

  type stamp = { time : int; writer : P.client }

  val time : stamp -> int

  val writer : stamp -> P.client

  val stamp_before : stamp -> stamp -> bool

  type client_record = { made : int; read_causes : P.client vector; past : int }

  val made : client_record -> int

  val read_causes : client_record -> P.client vector

  val past : client_record -> int

  type client_state = client_record

  type replica_entry = { content : P.value; written : stamp option;
                         causes : P.client vector }

  val content : replica_entry -> P.value

  val written : replica_entry -> stamp option

  val causes : replica_entry -> P.client vector

  type replica_record = { applied : P.client vector; initial : P.value;
                          store : replica_entry M.map }

  val applied : replica_record -> P.client vector

  val initial : replica_record -> P.value

  val store : replica_record -> replica_entry M.map

  type replica_state = replica_record

  val replica_untouched : P.value -> replica_entry

  val replica_at : P.key -> replica_state -> replica_entry

  type get_record = { asked_puts : int; asked_reads : P.client vector }

  val asked_puts : get_record -> int

  val asked_reads : get_record -> P.client vector

  type get_payload = get_record

  type answer_record = { answer_causes : P.client vector; answer_time : int }

  val answer_causes : answer_record -> P.client vector

  val answer_time : answer_record -> int

  type answer_payload = answer_record

  type put_record = { earlier_puts : int; earlier_reads : P.client vector;
                      mark_time : int }

  val earlier_puts : put_record -> int

  val earlier_reads : put_record -> P.client vector

  val mark_time : put_record -> int

  type put_payload = put_record

  val client_init : P.client -> client_state

  val replica_init : P.replica -> P.value -> replica_state

  val get_request :
    P.key -> P.client -> client_state -> get_payload * client_state

  val get_guard :
    P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool

  val get :
    P.key -> get_payload -> P.client -> P.replica -> replica_state ->
    (P.value * answer_payload) * replica_state

  val get_response :
    P.key -> P.value -> answer_payload -> P.client -> client_state ->
    client_state

  val put_request :
    P.key -> P.value -> int -> P.client -> client_state ->
    put_payload * client_state

  val put_guard :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> bool

  val wins : replica_entry -> stamp -> bool

  val put :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> replica_state

  val put_seen :
    P.key -> P.value -> put_payload -> P.client -> P.replica -> replica_state
    -> bool
 end
