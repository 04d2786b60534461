
val snd : ('a1 * 'a2) -> 'a2

val length : 'a1 list -> int

type comparison =
| Eq
| Lt
| Gt

val add : int -> int -> int

val mul : int -> int -> int

module Nat :
 sig
 end

val map : ('a1 -> 'a2) -> 'a1 list -> 'a2 list

val fold_right : ('a2 -> 'a1 -> 'a1) -> 'a1 -> 'a2 list -> 'a1

module type PARAMETERS =
 sig
  type key

  type value

  val default : value

  val same : key -> key -> bool
 end

module Store :
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
 sig
  type entry = { stored : P.value; version : int }

  val stored : entry -> P.value

  val version : entry -> int

  type state = { entries : entry M.map; counts : int M.map; clock : int }

  val entries : state -> entry M.map

  val counts : state -> int M.map

  val clock : state -> int

  val init : state

  val bump : P.key -> int M.map -> int M.map

  val put : state -> P.key -> P.value -> state

  val get : state -> P.key -> P.value * int

  val drop : state -> P.key -> state

  val tally : state -> int

  val doubled : state -> int M.map

  val sum : int M.map -> int

  val same_size : 'a1 M.map -> 'a2 M.map -> bool

  val lookup : P.key -> 'a1 M.map -> 'a1 -> 'a1

  val history : state -> P.key list -> int option list

  val nested : int M.map M.map

  val put_nested : P.key -> int -> int M.map M.map -> int M.map M.map

  val get_nested : P.key -> int M.map M.map -> int

  val score : state -> P.key list -> int
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

module Twice :
 functor (P:PARAMETERS) ->
 functor (F:MAKE) ->
 sig
  module Left :
   sig
    type 'x map

    val empty : 'a1 map

    val find : P.key -> 'a1 map -> 'a1 option

    val add : P.key -> 'a1 -> 'a1 map -> 'a1 map

    val remove : P.key -> 'a1 map -> 'a1 map

    val mapi : (P.key -> 'a1 -> 'a2) -> 'a1 map -> 'a2 map

    val fold : (P.key -> 'a1 -> 'a2 -> 'a2) -> 'a1 map -> 'a2 -> 'a2

    val size : 'a1 map -> int
   end

  module Right :
   sig
    type 'x map

    val empty : 'a1 map

    val find : P.key -> 'a1 map -> 'a1 option

    val add : P.key -> 'a1 -> 'a1 map -> 'a1 map

    val remove : P.key -> 'a1 map -> 'a1 map

    val mapi : (P.key -> 'a1 -> 'a2) -> 'a1 map -> 'a2 map

    val fold : (P.key -> 'a1 -> 'a2 -> 'a2) -> 'a1 map -> 'a2 -> 'a2

    val size : 'a1 map -> int
   end

  val both : P.key -> int Left.map * int Right.map

  val pick : P.key -> P.key -> int
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

module Outer :
 sig
  val scale : int

  module Inner :
   functor (O:ORDERED) ->
   functor (I:INTERVAL with module Point = O) ->
   sig
    val make : O.t -> O.t -> I.interval

    val measure : O.t -> O.t -> int
   end

  module Typed :
   functor (O:ORDERED with type t = int) ->
   sig
    val larger : O.t -> int -> int
   end
 end
