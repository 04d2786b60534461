
(** val snd : ('a1 * 'a2) -> 'a2 **)

let snd = function
| (_, y) -> y

(** val length : 'a1 list -> int **)

let rec length = function
| [] -> 0
| _ :: l' -> Stdlib.Int.succ (length l')

type comparison =
| Eq
| Lt
| Gt

(** val add : int -> int -> int **)

let rec add = (+)

(** val mul : int -> int -> int **)

let rec mul = ( * )

module Nat =
 struct
 end

(** val map : ('a1 -> 'a2) -> 'a1 list -> 'a2 list **)

let rec map f = function
| [] -> []
| a :: t0 -> (f a) :: (map f t0)

(** val fold_right : ('a2 -> 'a1 -> 'a1) -> 'a1 -> 'a2 list -> 'a1 **)

let rec fold_right f a0 = function
| [] -> a0
| b :: t0 -> f b (fold_right f a0 t0)

module type PARAMETERS =
 sig
  type key

  type value

  val default : value

  val same : key -> key -> bool
 end

module Store =
 functor (P:PARAMETERS) ->
 functor (M:sig
  type 'x map

  val empty : 'a1 map

  val find : P.key -> 'a1 map -> 'a1 option

  val add : P.key -> 'a1 -> 'a1 map -> 'a1 map

  val remove : P.key -> 'a1 map -> 'a1 map

  val mapi : (P.key -> 'a1 -> 'a2) -> 'a1 map -> 'a2 map

  val fold : (P.key -> 'a1 -> 'a2 -> 'a2) -> 'a1 map -> 'a2 -> 'a2

  val size : 'a1 map -> int
 end) ->
 struct
  type entry = { stored : P.value; version : int }

  (** val stored : entry -> P.value **)

  let stored e =
    e.stored

  (** val version : entry -> int **)

  let version e =
    e.version

  type state = { entries : entry M.map; counts : int M.map; clock : int }

  (** val entries : state -> entry M.map **)

  let entries s =
    s.entries

  (** val counts : state -> int M.map **)

  let counts s =
    s.counts

  (** val clock : state -> int **)

  let clock s =
    s.clock

  (** val init : state **)

  let init =
    { entries = M.empty; counts = M.empty; clock = 0 }

  (** val bump : P.key -> int M.map -> int M.map **)

  let bump k m =
    match M.find k m with
    | Some n -> M.add k (Stdlib.Int.succ n) m
    | None -> M.add k (Stdlib.Int.succ 0) m

  (** val put : state -> P.key -> P.value -> state **)

  let put s k v =
    { entries = (M.add k { stored = v; version = (clock s) } (entries s));
      counts = (bump k (counts s)); clock = (Stdlib.Int.succ (clock s)) }

  (** val get : state -> P.key -> P.value * int **)

  let get s k =
    match M.find k (entries s) with
    | Some e -> ((stored e), (version e))
    | None -> (P.default, 0)

  (** val drop : state -> P.key -> state **)

  let drop s k =
    { entries = (M.remove k (entries s)); counts = (counts s); clock =
      (clock s) }

  (** val tally : state -> int **)

  let tally s =
    M.fold (fun _ -> add) (counts s) 0

  (** val doubled : state -> int M.map **)

  let doubled s =
    M.mapi (fun _ n -> add n n) (counts s)

  (** val sum : int M.map -> int **)

  let sum m =
    M.fold (fun _ n f total -> f (add n total)) m (fun total -> total) 0

  (** val same_size : 'a1 M.map -> 'a2 M.map -> bool **)

  let same_size left right =
    (=) (M.size left) (M.size right)

  (** val lookup : P.key -> 'a1 M.map -> 'a1 -> 'a1 **)

  let lookup k m otherwise =
    match M.find k m with
    | Some a -> a
    | None -> otherwise

  (** val history : state -> P.key list -> int option list **)

  let history s ks =
    map (fun k -> M.find k (counts s)) ks

  (** val nested : int M.map M.map **)

  let nested =
    M.empty

  (** val put_nested : P.key -> int -> int M.map M.map -> int M.map M.map **)

  let put_nested k n m =
    M.add k (M.add k n (lookup k m M.empty)) m

  (** val get_nested : P.key -> int M.map M.map -> int **)

  let get_nested k m =
    if (=) (lookup k (lookup k m M.empty) 0) 0
    then Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
           (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0))))))
    else lookup k (lookup k m M.empty) 0

  (** val score : state -> P.key list -> int **)

  let score s ks =
    let nested0 =
      fold_right (fun k m -> put_nested k (snd (get s k)) m) nested ks
    in
    fold_right (fun k n ->
      add
        (add
          (add n
            (lookup k (doubled s) (Stdlib.Int.succ (Stdlib.Int.succ
              (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0)))))))
          (get_nested k nested0))
        (match M.find k (counts s) with
         | Some c -> c
         | None ->
           Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
             (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
             (Stdlib.Int.succ (Stdlib.Int.succ 0))))))))))
      (add
        (add (add (tally s) (sum (doubled s)))
          (if same_size (entries s) (counts s)
           then Stdlib.Int.succ 0
           else Stdlib.Int.succ (Stdlib.Int.succ 0))) (length (history s ks)))
      ks
 end

module type MAKE =
 sig
  module Make :
   functor (K:PARAMETERS) ->
   sig
    type 'x map

    val empty : 'a1 map

    val find : K.key -> 'a1 map -> 'a1 option

    val add : K.key -> 'a1 -> 'a1 map -> 'a1 map

    val remove : K.key -> 'a1 map -> 'a1 map

    val mapi : (K.key -> 'a1 -> 'a2) -> 'a1 map -> 'a2 map

    val fold : (K.key -> 'a1 -> 'a2 -> 'a2) -> 'a1 map -> 'a2 -> 'a2

    val size : 'a1 map -> int
   end
 end

module Twice =
 functor (P:PARAMETERS) ->
 functor (F:MAKE) ->
 struct
  module Left = F.Make(P)

  module Right = F.Make(P)

  (** val both : P.key -> int Left.map * int Right.map **)

  let both k =
    ((Left.add k (Stdlib.Int.succ 0) Left.empty),
      (Right.add k (Stdlib.Int.succ (Stdlib.Int.succ 0)) Right.empty))

  (** val pick : P.key -> P.key -> int **)

  let pick k j =
    let (l, r) = both k in
    (match Left.find j l with
     | Some a ->
       (match Right.find j r with
        | Some b ->
          add a
            (mul (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
              (Stdlib.Int.succ 0)))) b)
        | None -> 0)
     | None -> 0)
 end

module type ORDERED =
 sig
  type t

  val compare : t -> t -> comparison
 end

module type INTERVAL =
 sig
  module Point :
   ORDERED

  type interval =
  | Empty
  | Between of Point.t * Point.t

  val interval_rect : 'a1 -> (Point.t -> Point.t -> 'a1) -> interval -> 'a1

  val interval_rec : 'a1 -> (Point.t -> Point.t -> 'a1) -> interval -> 'a1

  val width : interval -> int
 end

module Outer =
 struct
  (** val scale : int **)

  let scale =
    Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0))

  module Inner =
   functor (O:ORDERED) ->
   functor (I:INTERVAL with module Point = O) ->
   struct
    (** val make : O.t -> O.t -> I.interval **)

    let make a b =
      match O.compare a b with
      | Gt -> I.Empty
      | _ -> I.Between (a, b)

    (** val measure : O.t -> O.t -> int **)

    let measure a b =
      mul scale (I.width (make a b))
   end

  module Typed =
   functor (O:ORDERED with type t = int) ->
   struct
    (** val larger : O.t -> int -> int **)

    let larger a b =
      match O.compare a b with
      | Lt -> b
      | _ -> a
   end
 end
