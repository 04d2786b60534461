
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

module CausalVectorClock =
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

  (** val merge : vector -> vector -> vector **)

  let rec merge v w =
    match v with
    | [] -> w
    | p :: rest -> let (c, t) = p in merge rest (raise c t w)

  (** val below : vector -> vector -> bool **)

  let rec below v w =
    match v with
    | [] -> true
    | p :: rest ->
      let (c, t) = p in if (<=) t (lookup c w) then below rest w else false

  type client_record = { own : int; depends : vector }

  (** val own : client_record -> int **)

  let own c =
    c.own

  (** val depends : client_record -> vector **)

  let depends c =
    c.depends

  type replica_record = { clock : vector; store : (P.key -> P.value) }

  (** val clock : replica_record -> vector **)

  let clock r =
    r.clock

  (** val store : replica_record -> P.key -> P.value **)

  let store r =
    r.store

  type get_record = { get_own : int; get_depends : vector }

  (** val get_own : get_record -> int **)

  let get_own g =
    g.get_own

  (** val get_depends : get_record -> vector **)

  let get_depends g =
    g.get_depends

  type put_record = { number : int; put_depends : vector }

  (** val number : put_record -> int **)

  let number p =
    p.number

  (** val put_depends : put_record -> vector **)

  let put_depends p =
    p.put_depends

  type client_state = client_record

  type replica_state = replica_record

  type get_payload = get_record

  type answer_payload = vector

  type put_payload = put_record

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { own = 0; depends = [] }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v =
    { clock = []; store = (fun _ -> v) }

  (** val get_request :
      P.key -> P.client -> client_state -> get_payload * client_state **)

  let get_request _ _ s =
    ({ get_own = (own s); get_depends = (depends s) }, s)

  (** val get_guard :
      P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool **)

  let get_guard _ g c _ r =
    if (<=) (get_own g) (lookup c (clock r))
    then below (get_depends g) (clock r)
    else false

  (** val get :
      P.key -> get_payload -> P.client -> P.replica -> replica_state ->
      (P.value * answer_payload) * replica_state **)

  let get k _ _ _ r =
    (((store r k), (clock r)), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ a _ s =
    { own = (own s); depends = (merge (depends s) a) }

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request _ _ _ _ s =
    ({ number = (Stdlib.Int.succ (own s)); put_depends = (depends s) },
      { own = (Stdlib.Int.succ (own s)); depends = (depends s) })

  (** val put_guard :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_guard _ _ p c _ r =
    if (=) (number p) (Stdlib.Int.succ (lookup c (clock r)))
    then below (put_depends p) (clock r)
    else false

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p c _ r =
    let before = store r in
    { clock = (raise c (number p) (clock r)); store = (fun asked ->
    if P.key_eq_dec k asked then v else before asked) }

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ p c _ r =
    (<=) (number p) (lookup c (clock r))
 end
