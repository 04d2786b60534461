
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

module SessionMonotonicReads =
 functor (P:PARAMETERS) ->
 struct
  type vector = (P.client * int) list

  (** val lookup : P.client -> vector -> int **)

  let rec lookup c = function
  | [] -> 0
  | p :: rest ->
    let (c', t) = p in if P.client_eq_dec c c' then t else lookup c rest

  (** val larger : int -> int -> int **)

  let larger a b =
    if (<=) a b then b else a

  (** val raise : P.client -> int -> vector -> vector **)

  let rec raise c t = function
  | [] -> (c, t) :: []
  | p :: rest ->
    let (c', t') = p in
    if P.client_eq_dec c c'
    then (c', (larger t t')) :: rest
    else (c', t') :: (raise c t rest)

  type mark = { writer : P.client; number : int }

  (** val writer : mark -> P.client **)

  let writer m =
    m.writer

  (** val number : mark -> int **)

  let number m =
    m.number

  type entry = { content : P.value; written : mark option }

  (** val content : entry -> P.value **)

  let content e =
    e.content

  (** val written : entry -> mark option **)

  let written e =
    e.written

  type session = { own : (P.key -> int); last_read : (P.key -> vector) }

  (** val own : session -> P.key -> int **)

  let own s =
    s.own

  (** val last_read : session -> P.key -> vector **)

  let last_read s =
    s.last_read

  type client_state = session

  type replica_state = P.key -> entry

  type get_payload = vector

  type answer_payload = mark option

  type put_payload = int

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { own = (fun _ -> 0); last_read = (fun _ -> []) }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v _ =
    { content = v; written = None }

  (** val get_request :
      P.key -> P.client -> client_state -> get_payload * client_state **)

  let get_request k _ s =
    ((last_read s k), s)

  (** val get_guard :
      P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool **)

  let get_guard k g _ _ r =
    match written (r k) with
    | Some m -> (<=) (lookup (writer m) g) (number m)
    | None -> true

  (** val get :
      P.key -> get_payload -> P.client -> P.replica -> replica_state ->
      (P.value * answer_payload) * replica_state **)

  let get k _ _ _ r =
    (((content (r k)), (written (r k))), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response k _ a _ s =
    match a with
    | Some m ->
      let before = last_read s in
      let fresh = raise (writer m) (number m) (before k) in
      { own = (own s); last_read = (fun asked ->
      if P.key_eq_dec k asked then fresh else before asked) }
    | None -> s

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request k _ _ _ s =
    let before = own s in
    let n = Stdlib.Int.succ (before k) in
    (n, { own = (fun asked ->
    if P.key_eq_dec k asked then n else before asked); last_read =
    (last_read s) })

  (** val put_guard :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_guard _ _ _ _ _ _ =
    true

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p c _ r =
    let fresh = { content = v; written = (Some { writer = c; number = p }) }
    in
    (fun asked -> if P.key_eq_dec k asked then fresh else r asked)

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ _ _ _ _ =
    false
 end
