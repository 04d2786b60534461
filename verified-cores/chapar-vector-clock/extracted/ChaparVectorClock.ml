
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

module ChaparVectorClock =
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

  (** val below_elsewhere : P.replica -> vector -> vector -> bool **)

  let rec below_elsewhere n v w =
    match v with
    | [] -> true
    | p :: rest ->
      let (n', t) = p in
      if P.replica_eq_dec n n'
      then below_elsewhere n rest w
      else if (<=) t (lookup n' w) then below_elsewhere n rest w else false

  type node = { clock : vector; store : (P.key -> P.value) }

  (** val clock : node -> vector **)

  let clock n =
    n.clock

  (** val store : node -> P.key -> P.value **)

  let store n =
    n.store

  type sent = { sender : P.replica; sent_clock : vector }

  (** val sender : sent -> P.replica **)

  let sender s =
    s.sender

  (** val sent_clock : sent -> vector **)

  let sent_clock s =
    s.sent_clock

  type state = node

  type message = sent

  (** val init : P.value -> state **)

  let init v =
    { clock = []; store = (fun _ -> v) }

  (** val get : P.replica -> state -> P.key -> P.value * state **)

  let get _ s k =
    ((store s k), s)

  (** val put : P.replica -> state -> P.key -> P.value -> state * message **)

  let put n s k v =
    let ticked = assign n (Stdlib.Int.succ (lookup n (clock s))) (clock s) in
    let before = store s in
    ({ clock = ticked; store = (fun asked ->
    if P.key_eq_dec k asked then v else before asked) }, { sender = n;
    sent_clock = ticked })

  (** val guard :
      P.replica -> state -> P.key -> P.value -> message -> bool **)

  let guard _ s _ _ m =
    if (=) (lookup (sender m) (sent_clock m)) (Stdlib.Int.succ
         (lookup (sender m) (clock s)))
    then below_elsewhere (sender m) (sent_clock m) (clock s)
    else false

  (** val update :
      P.replica -> state -> P.key -> P.value -> message -> state **)

  let update _ s k v m =
    let before = store s in
    { clock =
    (assign (sender m) (lookup (sender m) (sent_clock m)) (clock s)); store =
    (fun asked -> if P.key_eq_dec k asked then v else before asked) }
 end
