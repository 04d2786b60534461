
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

module PerKey =
 functor (P:PARAMETERS) ->
 functor (M:sig
  type 'x map

  val empty : 'a1 map

  val find : P.key -> 'a1 map -> 'a1 option

  val add : P.key -> 'a1 -> 'a1 map -> 'a1 map

  val remove : P.key -> 'a1 map -> 'a1 map
 end) ->
 functor (C:sig
  type 'x map

  val empty : 'a1 map

  val find : P.client -> 'a1 map -> 'a1 option

  val add : P.client -> 'a1 -> 'a1 map -> 'a1 map

  val remove : P.client -> 'a1 map -> 'a1 map
 end) ->
 struct
  type vector = (P.client * int) list

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

  type clock_map = int C.map

  (** val applied : P.client -> clock_map -> int **)

  let applied c m =
    match C.find c m with
    | Some t -> t
    | None -> 0

  (** val below : vector -> clock_map -> bool **)

  let rec below v m =
    match v with
    | [] -> true
    | p :: rest ->
      let (c, t) = p in if (<=) t (applied c m) then below rest m else false

  type entry = { content : P.value; writer : P.client; place : int;
                 time : int; needs : vector }

  (** val content : entry -> P.value **)

  let content e =
    e.content

  (** val writer : entry -> P.client **)

  let writer e =
    e.writer

  (** val place : entry -> int **)

  let place e =
    e.place

  (** val time : entry -> int **)

  let time e =
    e.time

  (** val needs : entry -> vector **)

  let needs e =
    e.needs

  (** val older : entry -> int -> P.client -> bool **)

  let older e t c =
    if (=) (time e) t
    then if P.client_eq_dec (writer e) c
         then false
         else P.client_leb (writer e) c
    else (<=) (time e) t

  type session = { own : int; depends : vector; past : int }

  (** val own : session -> int **)

  let own s =
    s.own

  (** val depends : session -> vector **)

  let depends s =
    s.depends

  (** val past : session -> int **)

  let past s =
    s.past

  type node = { clock : clock_map; initial : P.value; store : entry M.map }

  (** val clock : node -> clock_map **)

  let clock n =
    n.clock

  (** val initial : node -> P.value **)

  let initial n =
    n.initial

  (** val store : node -> entry M.map **)

  let store n =
    n.store

  type get_record = { get_own : int; get_depends : vector }

  (** val get_own : get_record -> int **)

  let get_own g =
    g.get_own

  (** val get_depends : get_record -> vector **)

  let get_depends g =
    g.get_depends

  type answer_record = { answer_depends : vector; answer_time : int }

  (** val answer_depends : answer_record -> vector **)

  let answer_depends a =
    a.answer_depends

  (** val answer_time : answer_record -> int **)

  let answer_time a =
    a.answer_time

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

  type client_state = session

  type replica_state = node

  type get_payload = get_record

  type answer_payload = answer_record

  type put_payload = put_record

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { own = 0; depends = []; past = 0 }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v =
    { clock = C.empty; initial = v; store = M.empty }

  (** val get_request :
      P.key -> P.client -> client_state -> get_payload * client_state **)

  let get_request _ _ s =
    ({ get_own = (own s); get_depends = (depends s) }, s)

  (** val get_guard :
      P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool **)

  let get_guard _ g c _ r =
    if (<=) (get_own g) (applied c (clock r))
    then below (get_depends g) (clock r)
    else false

  (** val get :
      P.key -> get_payload -> P.client -> P.replica -> replica_state ->
      (P.value * answer_payload) * replica_state **)

  let get k _ _ _ r =
    match M.find k (store r) with
    | Some e ->
      (((content e), { answer_depends =
        (raise (writer e) (place e) (needs e)); answer_time = (time e) }), r)
    | None -> (((initial r), { answer_depends = []; answer_time = 0 }), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ a _ s =
    { own = (own s); depends = (merge (answer_depends a) (depends s)); past =
      (larger (past s) (answer_time a)) }

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
    if (=) (number p) (Stdlib.Int.succ (applied c (clock r)))
    then below (put_depends p) (clock r)
    else false

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p c _ r =
    let fresh = { content = v; writer = c; place = (number p); time =
      (put_time p); needs = (put_depends p) }
    in
    { clock = (C.add c (number p) (clock r)); initial = (initial r); store =
    (match M.find k (store r) with
     | Some e ->
       if older e (put_time p) c then M.add k fresh (store r) else store r
     | None -> M.add k fresh (store r)) }

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ p c _ r =
    (<=) (number p) (applied c (clock r))
 end
