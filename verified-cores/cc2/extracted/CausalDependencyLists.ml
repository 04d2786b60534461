
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

module CausalDependencyLists =
 functor (P:PARAMETERS) ->
 struct
  type put_id = P.client * int

  type counts = (P.client * int) list

  (** val count : P.client -> counts -> int **)

  let rec count c = function
  | [] -> 0
  | p :: rest ->
    let (c', n) = p in if P.client_eq_dec c c' then n else count c rest

  (** val enter : P.client -> int -> counts -> counts **)

  let rec enter c n = function
  | [] -> (c, n) :: []
  | p :: rest ->
    let (c', n') = p in
    if P.client_eq_dec c c'
    then (c', n) :: rest
    else (c', n') :: (enter c n rest)

  (** val is_in : P.client -> int -> counts -> bool **)

  let is_in c n l =
    (<=) n (count c l)

  (** val all_in : put_id list -> counts -> bool **)

  let rec all_in dependencies0 l =
    match dependencies0 with
    | [] -> true
    | p :: rest ->
      let (c, n) = p in if is_in c n l then all_in rest l else false

  (** val note : P.client -> int -> put_id list -> put_id list **)

  let rec note c n l = match l with
  | [] -> (c, n) :: []
  | p :: rest ->
    let (c', n') = p in
    if P.client_eq_dec c c'
    then if (=) n n' then l else (c', n') :: (note c n rest)
    else (c', n') :: (note c n rest)

  type entry = { content : P.value; written : put_id option }

  (** val content : entry -> P.value **)

  let content e =
    e.content

  (** val written : entry -> put_id option **)

  let written e =
    e.written

  type client_record = { own : int; nearest : put_id list }

  (** val own : client_record -> int **)

  let own c =
    c.own

  (** val nearest : client_record -> put_id list **)

  let nearest c =
    c.nearest

  type replica_record = { applied : counts; store : (P.key -> entry) }

  (** val applied : replica_record -> counts **)

  let applied r =
    r.applied

  (** val store : replica_record -> P.key -> entry **)

  let store r =
    r.store

  type put_record = { number : int; dependencies : put_id list }

  (** val number : put_record -> int **)

  let number p =
    p.number

  (** val dependencies : put_record -> put_id list **)

  let dependencies p =
    p.dependencies

  type client_state = client_record

  type replica_state = replica_record

  type get_payload = put_id list

  type answer_payload = put_id option

  type put_payload = put_record

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { own = 0; nearest = [] }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v =
    { applied = []; store = (fun _ -> { content = v; written = None }) }

  (** val get_request :
      P.key -> P.client -> client_state -> get_payload * client_state **)

  let get_request _ _ s =
    ((nearest s), s)

  (** val get_guard :
      P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool **)

  let get_guard _ g _ _ r =
    all_in g (applied r)

  (** val get :
      P.key -> get_payload -> P.client -> P.replica -> replica_state ->
      (P.value * answer_payload) * replica_state **)

  let get k _ _ _ r =
    let e = store r k in (((content e), (written e)), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ a _ s =
    match a with
    | Some p ->
      let (c, n) = p in { own = (own s); nearest = (note c n (nearest s)) }
    | None -> s

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request _ _ _ c s =
    let n = Stdlib.Int.succ (own s) in
    ({ number = n; dependencies = (nearest s) }, { own = n; nearest = ((c,
    n) :: []) })

  (** val put_guard :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_guard _ _ p c _ r =
    if is_in c (number p) (applied r)
    then false
    else all_in (dependencies p) (applied r)

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p c _ r =
    let fresh = { content = v; written = (Some (c, (number p))) } in
    let before = store r in
    { applied = (enter c (number p) (applied r)); store = (fun asked ->
    if P.key_eq_dec k asked then fresh else before asked) }

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ p c _ r =
    is_in c (number p) (applied r)
 end
