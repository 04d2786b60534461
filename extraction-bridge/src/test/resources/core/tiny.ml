(* A core of the right shape whose put payload has every kind of type that can be sent. Not a useful core: the put
   payload is built from the key, the value and the clock reading. *)
type colour = Red | Green | Blue

type nat = O | S of nat
type positive = XI of positive | XO of positive | XH
type n = N0 | Npos of positive
type z = Z0 | Zpos of positive | Zneg of positive
type ('a, 'b) prod = Pair of 'a * 'b

type 'a tree =
| Leaf
| Node of 'a tree * 'a * 'a tree

module type PARAMETERS =
 sig
  type key
  type value
  type client
  type replica
  val key_eq_dec : key -> key -> bool
  val client_leb : client -> client -> bool
 end

module Tiny =
 functor (P:PARAMETERS) ->
 struct
  type empty = Empty
  type 'a labelled = { label : P.key; what : 'a; sure : bool }
  type rose = Rose of int * rose list
  type put_payload = {
    keys : P.key list; held : P.value option; colour : colour; pairs : (P.client * (int * bool)) list;
    tree : int tree; labelled : P.client option labelled; nothing : unit; only : empty; units : unit list;
    rose : rose; either : (int, P.key) either; deep : (int list * colour option) list;
    unary : nat; size : (positive, n) prod list; balance : (z, n) prod; steps : (z, z) prod list }
  and ('a, 'b) either = Left of 'a | Right of 'b

  type client_state = int
  type replica_state = { now : int; store : P.key -> P.value }
  type get_payload = unit
  type answer_payload = bool

  let rec tree n = if n <= 0 then Leaf else Node (tree (n / 2), n, tree (n / 3))
  let rec upto n = if n <= 0 then [] else n :: upto (n - 1)
  let rec rose n = Rose (n, if n <= 0 then [] else [rose (n / 2); rose (Stdlib.max 0 (n - 3))])
  let rec map f l = match l with [] -> [] | x :: rest -> f x :: map f rest

  let rec nat n = if n <= 0 then O else S (nat (n - 1))
  let rec pos n = if n <= 1 then XH else if n mod 2 = 0 then XO (pos (n / 2)) else XI (pos (n / 2))
  let rec huge n p = if n <= 0 then p else XI (huge (n - 1) (XO p))
  let natural n = if n = 0 then N0 else Npos (huge n (pos n))
  let integer n = if n = 0 then Z0 else if n mod 2 = 0 then Zpos (huge n (pos n)) else Zneg (huge (n - 1) (pos n))

  let client_init = fun _ -> 0
  let replica_init _ v = { now = 0; store = (fun _ -> v) }
  let get_request _ _ s = ((), s)
  let get_guard _ () _ _ _ = true
  let get k _ _ _ r = ((r.store k, r.now > 3), r)
  let get_response _ _ a _ s = if a then s + 1 else s
  let colour n = match n mod 3 with 0 -> Red | 1 -> Green | _ -> Blue
  let put_request k v now c s =
    ({ keys = map (fun _ -> k) (upto (now mod 5)); held = (if now mod 2 = 0 then Some v else None);
       colour = colour now; pairs = map (fun n -> (c, (n, n mod 2 = 0))) (upto now); tree = tree now;
       labelled = { label = k; what = (if now mod 3 = 0 then None else Some c); sure = now > 4 }; nothing = ();
       only = Empty; units = map (fun _ -> ()) (upto now); rose = rose (now mod 16);
       either = (if now mod 2 = 0 then Left now else Right k);
       deep = map (fun n -> (upto n, if n = 2 then None else Some (colour n))) (upto now);
       unary = nat now; size = map (fun n -> Pair (pos n, natural n)) (upto now);
       balance = Pair (integer now, natural now); steps = map (fun n -> Pair (integer n, Zneg (pos n))) (upto now) }, s + 1)
  let put_guard _ _ p _ _ r = match p.tree with Leaf -> true | Node (_, n, _) -> n >= r.now
  let put k v p _ _ r =
    { now = r.now + 1; store = (fun asked -> if P.key_eq_dec k asked then v else r.store asked) }
  let put_seen _ _ _ _ _ = fun _ -> false
 end
