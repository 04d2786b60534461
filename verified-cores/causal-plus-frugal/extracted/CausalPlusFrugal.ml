
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

type 'client vector = ('client * int) list

(** val lookup : ('a1 -> 'a1 -> bool) -> 'a1 -> 'a1 vector -> int **)

let rec lookup eq_dec c = function
| [] -> 0
| p :: rest ->
  let (c', t) = p in if eq_dec c c' then t else lookup eq_dec c rest

(** val larger : int -> int -> int **)

let larger a b =
  if (<=) a b then b else a

(** val raise :
    ('a1 -> 'a1 -> bool) -> 'a1 -> int -> 'a1 vector -> 'a1 vector **)

let rec raise eq_dec c t = function
| [] -> (c, t) :: []
| p :: rest ->
  let (c', t') = p in
  if eq_dec c c'
  then (c', (larger t t')) :: rest
  else (c', t') :: (raise eq_dec c t rest)

(** val merge :
    ('a1 -> 'a1 -> bool) -> 'a1 vector -> 'a1 vector -> 'a1 vector **)

let rec merge eq_dec v w =
  match v with
  | [] -> w
  | p :: rest -> let (c, t) = p in merge eq_dec rest (raise eq_dec c t w)

(** val below : ('a1 -> 'a1 -> bool) -> 'a1 vector -> 'a1 vector -> bool **)

let rec below eq_dec v w =
  match v with
  | [] -> true
  | p :: rest ->
    let (c, t) = p in
    if (<=) t (lookup eq_dec c w) then below eq_dec rest w else false

module CausalPlusFrugal =
 functor (P:PARAMETERS) ->
 functor (M:sig
  type 'x map

  val empty : 'a1 map

  val find : P.key -> 'a1 map -> 'a1 option

  val add : P.key -> 'a1 -> 'a1 map -> 'a1 map

  val remove : P.key -> 'a1 map -> 'a1 map
 end) ->
 struct
  (** val lookup : P.client -> P.client vector -> int **)

  let lookup =
    lookup P.client_eq_dec

  (** val raise : P.client -> int -> P.client vector -> P.client vector **)

  let raise =
    raise P.client_eq_dec

  (** val merge : P.client vector -> P.client vector -> P.client vector **)

  let merge =
    merge P.client_eq_dec

  (** val below : P.client vector -> P.client vector -> bool **)

  let below =
    below P.client_eq_dec

  type stamp = { time : int; writer : P.client }

  (** val time : stamp -> int **)

  let time s =
    s.time

  (** val writer : stamp -> P.client **)

  let writer s =
    s.writer

  (** val stamp_before : stamp -> stamp -> bool **)

  let stamp_before a b =
    if (=) (time a) (time b)
    then if P.client_eq_dec (writer a) (writer b)
         then false
         else P.client_leb (writer a) (writer b)
    else (<=) (time a) (time b)

  type client_record = { made : int; read_causes : P.client vector; past : int }

  (** val made : client_record -> int **)

  let made c =
    c.made

  (** val read_causes : client_record -> P.client vector **)

  let read_causes c =
    c.read_causes

  (** val past : client_record -> int **)

  let past c =
    c.past

  type client_state = client_record

  type replica_entry = { content : P.value; written : stamp option;
                         causes : P.client vector }

  (** val content : replica_entry -> P.value **)

  let content r =
    r.content

  (** val written : replica_entry -> stamp option **)

  let written r =
    r.written

  (** val causes : replica_entry -> P.client vector **)

  let causes r =
    r.causes

  type replica_record = { applied : P.client vector; initial : P.value;
                          store : replica_entry M.map }

  (** val applied : replica_record -> P.client vector **)

  let applied r =
    r.applied

  (** val initial : replica_record -> P.value **)

  let initial r =
    r.initial

  (** val store : replica_record -> replica_entry M.map **)

  let store r =
    r.store

  type replica_state = replica_record

  (** val replica_untouched : P.value -> replica_entry **)

  let replica_untouched v =
    { content = v; written = None; causes = [] }

  (** val replica_at : P.key -> replica_state -> replica_entry **)

  let replica_at k s =
    match M.find k (store s) with
    | Some e -> e
    | None -> replica_untouched (initial s)

  type get_record = { asked_puts : int; asked_reads : P.client vector }

  (** val asked_puts : get_record -> int **)

  let asked_puts g =
    g.asked_puts

  (** val asked_reads : get_record -> P.client vector **)

  let asked_reads g =
    g.asked_reads

  type get_payload = get_record

  type answer_record = { answer_causes : P.client vector; answer_time : int }

  (** val answer_causes : answer_record -> P.client vector **)

  let answer_causes a =
    a.answer_causes

  (** val answer_time : answer_record -> int **)

  let answer_time a =
    a.answer_time

  type answer_payload = answer_record

  type put_record = { earlier_puts : int; earlier_reads : P.client vector;
                      mark_time : int }

  (** val earlier_puts : put_record -> int **)

  let earlier_puts p =
    p.earlier_puts

  (** val earlier_reads : put_record -> P.client vector **)

  let earlier_reads p =
    p.earlier_reads

  (** val mark_time : put_record -> int **)

  let mark_time p =
    p.mark_time

  type put_payload = put_record

  (** val client_init : P.client -> client_state **)

  let client_init _ =
    { made = 0; read_causes = []; past = 0 }

  (** val replica_init : P.replica -> P.value -> replica_state **)

  let replica_init _ v =
    { applied = []; initial = v; store = M.empty }

  (** val get_request :
      P.key -> P.client -> client_state -> get_payload * client_state **)

  let get_request _ _ s =
    ({ asked_puts = (made s); asked_reads = (read_causes s) }, s)

  (** val get_guard :
      P.key -> get_payload -> P.client -> P.replica -> replica_state -> bool **)

  let get_guard _ g c _ r =
    (&&) ((<=) (asked_puts g) (lookup c (applied r)))
      (below (asked_reads g) (applied r))

  (** val get :
      P.key -> get_payload -> P.client -> P.replica -> replica_state ->
      (P.value * answer_payload) * replica_state **)

  let get k _ _ _ r =
    let e = replica_at k r in
    (((content e), { answer_causes = (causes e); answer_time =
    (match written e with
     | Some present -> time present
     | None -> 0) }), r)

  (** val get_response :
      P.key -> P.value -> answer_payload -> P.client -> client_state ->
      client_state **)

  let get_response _ _ a _ s =
    { made = (made s); read_causes =
      (merge (answer_causes a) (read_causes s)); past =
      (larger (answer_time a) (past s)) }

  (** val put_request :
      P.key -> P.value -> int -> P.client -> client_state ->
      put_payload * client_state **)

  let put_request _ _ now _ s =
    ({ earlier_puts = (made s); earlier_reads = (read_causes s); mark_time =
      (Stdlib.Int.succ (larger now (past s))) }, { made = (Stdlib.Int.succ
      (made s)); read_causes = (read_causes s); past = (Stdlib.Int.succ
      (larger now (past s))) })

  (** val put_guard :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_guard _ _ p c _ r =
    (&&) ((=) (earlier_puts p) (lookup c (applied r)))
      (below (earlier_reads p) (applied r))

  (** val wins : replica_entry -> stamp -> bool **)

  let wins e mark =
    match written e with
    | Some present -> stamp_before present mark
    | None -> true

  (** val put :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> replica_state **)

  let put k v p c _ r =
    let mark = { time = (mark_time p); writer = c } in
    let own = Stdlib.Int.succ (earlier_puts p) in
    { applied = (raise c own (applied r)); initial = (initial r); store =
    (if wins (replica_at k r) mark
     then M.add k { content = v; written = (Some mark); causes =
            (raise c own (earlier_reads p)) } (store r)
     else store r) }

  (** val put_seen :
      P.key -> P.value -> put_payload -> P.client -> P.replica ->
      replica_state -> bool **)

  let put_seen _ _ p c _ r =
    (<=) (Stdlib.Int.succ (earlier_puts p)) (lookup c (applied r))
 end
