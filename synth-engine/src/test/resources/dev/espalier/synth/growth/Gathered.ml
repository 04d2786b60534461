
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
  type session = { made : int; seen : (P.client * int) list }

  (** val made : session -> int **)

  let made s =
    s.made

  (** val seen : session -> (P.client * int) list **)

  let seen s =
    s.seen

  type message = { number : int; earlier : (P.client * int) list }

  (** val number : message -> int **)

  let number m =
    m.number

  (** val earlier : message -> (P.client * int) list **)

  let earlier m =
    m.earlier

  type cell = { shown : P.value; causes : (P.client * int) list }

  (** val shown : cell -> P.value **)

  let shown c =
    c.shown

  (** val causes : cell -> (P.client * int) list **)

  let causes c =
    c.causes

  type client_state = session

  type replica_state = P.key -> cell

  type get_payload = unit

  type answer_payload = (P.client * int) list

  type put_payload = message

  (** val mem : P.client -> int -> (P.client * int) list -> bool **)

  let rec mem c n = function
  | [] -> false
  | p :: rest ->
    let (c', n') = p in
    if if P.client_eq_dec c c' then (=) n n' else false
    then true
    else mem c n rest

  (** val union :
      (P.client * int) list -> (P.client * int) list -> (P.client * int) list **)

  let rec union xs ys =
    match xs with
    | [] -> ys
    | p :: rest ->
      let (c, n) = p in
      if mem c n ys then union rest ys else union rest (p :: ys)

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { made = 0; seen = [] }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v _ =
    { shown = v; causes = [] }

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
    (((shown (r k)), (causes (r k))), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ a _ s =
    { made = (made s); seen = (union a (seen s)) }

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request _ _ _ _ s =
    let n = Stdlib.Int.succ (made s) in
    ({ number = n; earlier = (seen s) }, { made = n; seen = (seen s) })

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ _ _ _ _ =
    false

  (** val put_guard :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_guard _ _ _ _ _ _ =
    true

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p c _ r asked =
    if P.key_eq_dec k asked
    then { shown = v; causes = ((c, (number p)) :: (earlier p)) }
    else r asked
 end
