
val fst : ('a1 * 'a2) -> 'a1

val snd : ('a1 * 'a2) -> 'a2

val length : 'a1 list -> int

val app : 'a1 list -> 'a1 list -> 'a1 list

val add : int -> int -> int

val mul : int -> int -> int

val sub : int -> int -> int

val leb : int -> int -> bool

val divmod : int -> int -> int -> int -> int * int

val modulo : int -> int -> int

val map : ('a1 -> 'a2) -> 'a1 list -> 'a2 list

val fold_left : ('a1 -> 'a2 -> 'a1) -> 'a2 list -> 'a1 -> 'a1

module type ORDER =
 sig
  type t

  val below : t -> t -> bool

  val least : t
 end

module type ORDER_WITH_FACTS =
 sig
  module Order :
   ORDER

  val next : Order.t -> Order.t
 end

module type SHIFT =
 sig
  val shift : int -> int
 end

module NatOrder :
 sig
  type t = int

  val below : int -> int -> bool

  val least : int
 end

module PairOrder :
 functor (A:ORDER) ->
 functor (B:ORDER) ->
 sig
  type t = A.t * B.t

  val below : t -> t -> bool

  val least : A.t * B.t
 end

module Reverse :
 functor (A:ORDER) ->
 sig
  type t = A.t

  val below : t -> t -> bool

  val least : A.t
 end

module Sorting :
 functor (O:ORDER) ->
 sig
  type tree =
  | Leaf
  | Node of tree * O.t * tree

  val tree_rect :
    'a1 -> (tree -> 'a1 -> O.t -> tree -> 'a1 -> 'a1) -> tree -> 'a1

  val tree_rec :
    'a1 -> (tree -> 'a1 -> O.t -> tree -> 'a1 -> 'a1) -> tree -> 'a1

  type counted = { content : tree; size : int }

  val content : counted -> tree

  val size : counted -> int

  module Insertion :
   functor (S:SHIFT) ->
   sig
    val insert : O.t -> tree -> tree

    val add : O.t -> counted -> counted
   end

  module One :
   sig
    val shift : int -> int
   end

  module Two :
   sig
    val shift : int -> int
   end

  module ByOne :
   sig
    val insert : O.t -> tree -> tree

    val add : O.t -> counted -> counted
   end

  module ByTwo :
   sig
    val insert : O.t -> tree -> tree

    val add : O.t -> counted -> counted
   end

  module Again :
   sig
    val insert : O.t -> tree -> tree

    val add : O.t -> counted -> counted
   end

  val empty : counted

  val flatten : tree -> O.t list

  val all : O.t list -> counted
 end

module Steps :
 functor (F:ORDER_WITH_FACTS) ->
 sig
  module Sorted :
   sig
    type tree =
    | Leaf
    | Node of tree * F.Order.t * tree

    val tree_rect :
      'a1 -> (tree -> 'a1 -> F.Order.t -> tree -> 'a1 -> 'a1) -> tree -> 'a1

    val tree_rec :
      'a1 -> (tree -> 'a1 -> F.Order.t -> tree -> 'a1 -> 'a1) -> tree -> 'a1

    type counted = { content : tree; size : int }

    val content : counted -> tree

    val size : counted -> int

    module Insertion :
     functor (S:SHIFT) ->
     sig
      val insert : F.Order.t -> tree -> tree

      val add : F.Order.t -> counted -> counted
     end

    module One :
     sig
      val shift : int -> int
     end

    module Two :
     sig
      val shift : int -> int
     end

    module ByOne :
     sig
      val insert : F.Order.t -> tree -> tree

      val add : F.Order.t -> counted -> counted
     end

    module ByTwo :
     sig
      val insert : F.Order.t -> tree -> tree

      val add : F.Order.t -> counted -> counted
     end

    module Again :
     sig
      val insert : F.Order.t -> tree -> tree

      val add : F.Order.t -> counted -> counted
     end

    val empty : counted

    val flatten : tree -> F.Order.t list

    val all : F.Order.t list -> counted
   end

  val steps : int -> F.Order.t -> F.Order.t list

  val sorted : int -> F.Order.t list
 end

module NatFacts :
 sig
  module Order :
   sig
    type t = int

    val below : int -> int -> bool

    val least : int
   end

  val next : int -> int
 end

module Down :
 sig
  type t = NatOrder.t

  val below : t -> t -> bool

  val least : NatOrder.t
 end

module PairFacts :
 sig
  module Order :
   sig
    type t = Down.t * NatOrder.t

    val below : t -> t -> bool

    val least : Down.t * NatOrder.t
   end

  val next : Order.t -> int * int
 end

module NatSteps :
 sig
  module Sorted :
   sig
    type tree =
    | Leaf
    | Node of tree * NatFacts.Order.t * tree

    val tree_rect :
      'a1 -> (tree -> 'a1 -> NatFacts.Order.t -> tree -> 'a1 -> 'a1) -> tree
      -> 'a1

    val tree_rec :
      'a1 -> (tree -> 'a1 -> NatFacts.Order.t -> tree -> 'a1 -> 'a1) -> tree
      -> 'a1

    type counted = { content : tree; size : int }

    val content : counted -> tree

    val size : counted -> int

    module Insertion :
     functor (S:SHIFT) ->
     sig
      val insert : NatFacts.Order.t -> tree -> tree

      val add : NatFacts.Order.t -> counted -> counted
     end

    module One :
     sig
      val shift : int -> int
     end

    module Two :
     sig
      val shift : int -> int
     end

    module ByOne :
     sig
      val insert : NatFacts.Order.t -> tree -> tree

      val add : NatFacts.Order.t -> counted -> counted
     end

    module ByTwo :
     sig
      val insert : NatFacts.Order.t -> tree -> tree

      val add : NatFacts.Order.t -> counted -> counted
     end

    module Again :
     sig
      val insert : NatFacts.Order.t -> tree -> tree

      val add : NatFacts.Order.t -> counted -> counted
     end

    val empty : counted

    val flatten : tree -> NatFacts.Order.t list

    val all : NatFacts.Order.t list -> counted
   end

  val steps : int -> NatFacts.Order.t -> NatFacts.Order.t list

  val sorted : int -> NatFacts.Order.t list
 end

module PairSteps :
 sig
  module Sorted :
   sig
    type tree =
    | Leaf
    | Node of tree * PairFacts.Order.t * tree

    val tree_rect :
      'a1 -> (tree -> 'a1 -> PairFacts.Order.t -> tree -> 'a1 -> 'a1) -> tree
      -> 'a1

    val tree_rec :
      'a1 -> (tree -> 'a1 -> PairFacts.Order.t -> tree -> 'a1 -> 'a1) -> tree
      -> 'a1

    type counted = { content : tree; size : int }

    val content : counted -> tree

    val size : counted -> int

    module Insertion :
     functor (S:SHIFT) ->
     sig
      val insert : PairFacts.Order.t -> tree -> tree

      val add : PairFacts.Order.t -> counted -> counted
     end

    module One :
     sig
      val shift : int -> int
     end

    module Two :
     sig
      val shift : int -> int
     end

    module ByOne :
     sig
      val insert : PairFacts.Order.t -> tree -> tree

      val add : PairFacts.Order.t -> counted -> counted
     end

    module ByTwo :
     sig
      val insert : PairFacts.Order.t -> tree -> tree

      val add : PairFacts.Order.t -> counted -> counted
     end

    module Again :
     sig
      val insert : PairFacts.Order.t -> tree -> tree

      val add : PairFacts.Order.t -> counted -> counted
     end

    val empty : counted

    val flatten : tree -> PairFacts.Order.t list

    val all : PairFacts.Order.t list -> counted
   end

  val steps : int -> PairFacts.Order.t -> PairFacts.Order.t list

  val sorted : int -> PairFacts.Order.t list
 end

module Extended :
 sig
  type tree =
  | Leaf
  | Node of tree * NatOrder.t * tree

  type counted = { content : tree; size : int }

  val content : counted -> tree

  val size : counted -> int

  module Insertion :
   functor (S:SHIFT) ->
   sig
    val insert : NatOrder.t -> tree -> tree

    val add : NatOrder.t -> counted -> counted
   end

  module One :
   sig
    val shift : int -> int
   end

  module Two :
   sig
    val shift : int -> int
   end

  module ByOne :
   sig
    val insert : NatOrder.t -> tree -> tree

    val add : NatOrder.t -> counted -> counted
   end

  module ByTwo :
   sig
    val insert : NatOrder.t -> tree -> tree

    val add : NatOrder.t -> counted -> counted
   end

  module Again :
   sig
    val insert : NatOrder.t -> tree -> tree

    val add : NatOrder.t -> counted -> counted
   end

  val empty : counted

  val flatten : tree -> NatOrder.t list

  val all : NatOrder.t list -> counted

  val total : int list -> int
 end

val weigh : int list -> int

val run : int -> int
