
val snd : ('a1 * 'a2) -> 'a2



val add : int -> int -> int

val mul : int -> int -> int

val sub : int -> int -> int

val divmod : int -> int -> int -> int -> int * int

val modulo : int -> int -> int

val fold_left : ('a1 -> 'a2 -> 'a1) -> 'a2 list -> 'a1 -> 'a1

type 'a stream = 'a __stream Lazy.t
and 'a __stream =
| Cons of 'a * 'a stream

val hd : 'a1 stream -> 'a1

val tl : 'a1 stream -> 'a1 stream

val str_nth_tl : int -> 'a1 stream -> 'a1 stream

val str_nth : int -> 'a1 stream -> 'a1

val map : ('a1 -> 'a2) -> 'a1 stream -> 'a2 stream

val zeros : int stream

val ticks : bool stream

val tocks : bool stream

val from : int -> int stream

val fibonacci : int -> int -> int stream

val squares : int -> int stream

val repeating : 'a1 -> 'a1 -> 'a1 stream

val interleave : 'a1 stream -> 'a1 stream -> 'a1 stream

type tree = __tree Lazy.t
and __tree =
| Node of int * forest
and forest = __forest Lazy.t
and __forest =
| None
| More of tree * forest

val grow : int -> tree

val trees : int -> int -> forest

val weigh : int -> tree -> int

val weigh_all : int -> forest -> int

type 'a lazy_list = 'a __lazy_list Lazy.t
and 'a __lazy_list =
| Empty
| Next of 'a * 'a lazy_list

val count : int -> int lazy_list

val append : 'a1 lazy_list -> 'a1 lazy_list -> 'a1 lazy_list

val take : int -> 'a1 lazy_list -> 'a1 list

val run : int -> int
