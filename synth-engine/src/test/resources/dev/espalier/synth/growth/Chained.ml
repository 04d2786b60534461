
module Nat =
 struct
  (** val ltb : int -> int -> bool **)

  let ltb n m =
    (<=) (Stdlib.Int.succ n) m
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

module Specification =
 functor (P:PARAMETERS) ->
 struct
  type session = { made : int; before : int }

  (** val made : session -> int **)

  let made s =
    s.made

  (** val before : session -> int **)

  let before s =
    s.before

  type message = { number : int; after : int }

  (** val number : message -> int **)

  let number m =
    m.number

  (** val after : message -> int **)

  let after m =
    m.after

  type cell = { shown : P.value; at_number : int }

  (** val shown : cell -> P.value **)

  let shown c =
    c.shown

  (** val at_number : cell -> int **)

  let at_number c =
    c.at_number

  type client_state = session

  type replica_state = P.key -> cell

  type get_payload = unit

  type answer_payload = int

  type put_payload = message

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { made = 0; before = 0 }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v _ =
    { shown = v; at_number = 0 }

  (** val get_request :
      P.key -> P.client -> client_state -> get_payload * client_state **)

  let get_request _ _ s =
    ((), s)

  (** val get_guard :
      P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool **)

  let get_guard _ _ _ _ _ =
    true

  (** val get :
      P.key -> get_payload -> P.client -> P.replica -> replica_state ->
      (P.value * answer_payload) * replica_state **)

  let get k _ _ _ r =
    (((shown (r k)), (at_number (r k))), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ _ _ s =
    s

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request _ _ now _ s =
    let n = Stdlib.Int.succ (made s) in
    ({ number = n; after = (before s) }, { made = n; before =
    (if (=) now 0 then before s else made s) })

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ _ _ _ _ =
    false

  (** val put_guard :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_guard _ _ p _ _ _ =
    Nat.ltb (after p) (number p)

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p _ _ r asked =
    if P.key_eq_dec k asked
    then { shown = v; at_number = (number p) }
    else r asked
 end
