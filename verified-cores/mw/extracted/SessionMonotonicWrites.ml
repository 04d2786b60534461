
module Nat =
 struct
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

module SessionMonotonicWrites =
 functor (P:PARAMETERS) ->
 struct
  type entry = { content : P.value; applied : (P.client -> int) }

  (** val content : entry -> P.value **)

  let content e =
    e.content

  (** val applied : entry -> P.client -> int **)

  let applied e =
    e.applied

  type client_state = P.key -> int

  type replica_state = P.key -> entry

  type get_payload = unit

  type answer_payload = unit

  type put_payload = int

  (** val client_init : P.client -> client_state **)

  let client_init _ _ =
    0

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v _ =
    { content = v; applied = (fun _ -> 0) }

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
    (((content (r k)), ()), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ _ _ s =
    s

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request k _ _ _ s =
    let n = Stdlib.Int.succ (s k) in
    (n, (fun asked -> if P.key_eq_dec k asked then n else s asked))

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen k _ p c _ r =
    (<=) p (applied (r k) c)

  (** val put_guard :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_guard k _ p c _ r =
    (=) p (Stdlib.Int.succ (applied (r k) c))

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p c _ r =
    let before = applied (r k) in
    let fresh = { content = v; applied = (fun asked ->
      if P.client_eq_dec c asked then p else before asked) }
    in
    (fun asked -> if P.key_eq_dec k asked then fresh else r asked)
 end
