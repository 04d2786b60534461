
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

module ChaparDependencyLists =
 functor (P:PARAMETERS) ->
 struct
  type vector = (P.replica * int) list

  (** val lookup : P.replica -> vector -> int **)

  let rec lookup n = function
  | [] -> 0
  | p :: rest ->
    let (n', t) = p in if P.replica_eq_dec n n' then t else lookup n rest

  (** val assign : P.replica -> int -> vector -> vector **)

  let rec assign n t = function
  | [] -> (n, t) :: []
  | p :: rest ->
    let (n', t') = p in
    if P.replica_eq_dec n n'
    then (n, t) :: rest
    else (n', t') :: (assign n t rest)

  type identity = { maker : P.replica; place : int }

  (** val maker : identity -> P.replica **)

  let maker i =
    i.maker

  (** val place : identity -> int **)

  let place i =
    i.place

  (** val listed : identity -> identity list -> bool **)

  let rec listed i = function
  | [] -> false
  | j :: rest ->
    if P.replica_eq_dec (maker i) (maker j)
    then if (=) (place i) (place j) then true else listed i rest
    else listed i rest

  (** val add : identity -> identity list -> identity list **)

  let add i l =
    if listed i l then l else i :: l

  (** val all_in : identity list -> vector -> bool **)

  let rec all_in l v =
    match l with
    | [] -> true
    | i :: rest ->
      if (<=) (place i) (lookup (maker i) v) then all_in rest v else false

  type entry = { content : P.value; written : identity option }

  (** val content : entry -> P.value **)

  let content e =
    e.content

  (** val written : entry -> identity option **)

  let written e =
    e.written

  type node = { received : vector; depends : identity list;
                store : (P.key -> entry) }

  (** val received : node -> vector **)

  let received n =
    n.received

  (** val depends : node -> identity list **)

  let depends n =
    n.depends

  (** val store : node -> P.key -> entry **)

  let store n =
    n.store

  type sent = { self : identity; needs : identity list }

  (** val self : sent -> identity **)

  let self s =
    s.self

  (** val needs : sent -> identity list **)

  let needs s =
    s.needs

  type state = node

  type message = sent

  (** val init : P.value -> state **)

  let init v =
    { received = []; depends = []; store = (fun _ -> { content = v; written =
      None }) }

  (** val get : P.replica -> state -> P.key -> P.value * state **)

  let get _ s k =
    let found = store s k in
    ((content found),
    (match written found with
     | Some i ->
       { received = (received s); depends = (add i (depends s)); store =
         (store s) }
     | None -> s))

  (** val put : P.replica -> state -> P.key -> P.value -> state * message **)

  let put n s k v =
    let i = { maker = n; place = (Stdlib.Int.succ (lookup n (received s))) }
    in
    let fresh = { content = v; written = (Some i) } in
    let before = store s in
    ({ received = (assign n (place i) (received s)); depends = (i :: []);
    store = (fun asked ->
    if P.key_eq_dec k asked then fresh else before asked) }, { self = i;
    needs = (depends s) })

  (** val guard :
      P.replica -> state -> P.key -> P.value -> message -> bool **)

  let guard _ s _ _ m =
    if (=) (place (self m)) (Stdlib.Int.succ
         (lookup (maker (self m)) (received s)))
    then all_in (needs m) (received s)
    else false

  (** val update :
      P.replica -> state -> P.key -> P.value -> message -> state **)

  let update _ s k v m =
    let fresh = { content = v; written = (Some (self m)) } in
    let before = store s in
    { received = (assign (maker (self m)) (place (self m)) (received s));
    depends = (depends s); store = (fun asked ->
    if P.key_eq_dec k asked then fresh else before asked) }
 end
