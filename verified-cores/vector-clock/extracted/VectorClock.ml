
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

module VectorClock =
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

  type stamp = { time : int; writer : P.client }

  (** val time : stamp -> int **)

  let time s =
    s.time

  (** val writer : stamp -> P.client **)

  let writer s =
    s.writer

  (** val older : stamp -> stamp -> bool **)

  let older a b =
    if (=) (time a) (time b)
    then if P.client_eq_dec (writer a) (writer b)
         then false
         else P.client_leb (writer a) (writer b)
    else (<=) (time a) (time b)

  type entry = { content : P.value; written : stamp option }

  (** val content : entry -> P.value **)

  let content e =
    e.content

  (** val written : entry -> stamp option **)

  let written e =
    e.written

  type client_record = { own : int; depends : vector; past : int }

  (** val own : client_record -> int **)

  let own c =
    c.own

  (** val depends : client_record -> vector **)

  let depends c =
    c.depends

  (** val past : client_record -> int **)

  let past c =
    c.past

  type replica_record = { clock : vector; latest : int;
                          store : (P.key -> entry) }

  (** val clock : replica_record -> vector **)

  let clock r =
    r.clock

  (** val latest : replica_record -> int **)

  let latest r =
    r.latest

  (** val store : replica_record -> P.key -> entry **)

  let store r =
    r.store

  type get_record = { get_own : int; get_depends : vector }

  (** val get_own : get_record -> int **)

  let get_own g =
    g.get_own

  (** val get_depends : get_record -> vector **)

  let get_depends g =
    g.get_depends

  type answer_record = { answer_clock : vector; answer_latest : int }

  (** val answer_clock : answer_record -> vector **)

  let answer_clock a =
    a.answer_clock

  (** val answer_latest : answer_record -> int **)

  let answer_latest a =
    a.answer_latest

  type put_record = { number : int; put_depends : vector; put_time : int }

  (** val number : put_record -> int **)

  let number p =
    p.number

  (** val put_depends : put_record -> vector **)

  let put_depends p =
    p.put_depends

  (** val put_time : put_record -> int **)

  let put_time p =
    p.put_time

  type client_state = client_record

  type replica_state = replica_record

  type get_payload = get_record

  type answer_payload = answer_record

  type put_payload = put_record

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { own = 0; depends = []; past = 0 }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v =
    { clock = []; latest = 0; store = (fun _ -> { content = v; written =
      None }) }

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
    (((content (store r k)), { answer_clock = (clock r); answer_latest =
      (latest r) }), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ a _ s =
    { own = (own s); depends = (merge (depends s) (answer_clock a)); past =
      (larger (past s) (answer_latest a)) }

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request _ _ now _ s =
    let t = Stdlib.Int.succ (larger (past s) now) in
    ({ number = (Stdlib.Int.succ (own s)); put_depends = (depends s);
    put_time = t }, { own = (Stdlib.Int.succ (own s)); depends = (depends s);
    past = t })

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
    let mark = { time = (put_time p); writer = c } in
    let wins =
      match written (store r k) with
      | Some present -> older present mark
      | None -> true
    in
    { clock = (raise c (number p) (clock r)); latest =
    (larger (latest r) (put_time p)); store =
    (if wins
     then let fresh = { content = v; written = (Some mark) } in
          let before = store r in
          (fun asked -> if P.key_eq_dec k asked then fresh else before asked)
     else store r) }

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ p c _ r =
    (<=) (number p) (lookup c (clock r))
 end
