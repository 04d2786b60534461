
(** val fst : ('a1 * 'a2) -> 'a1 **)

let fst = function
| (x, _) -> x

(** val snd : ('a1 * 'a2) -> 'a2 **)

let snd = function
| (_, y) -> y

(** val length : 'a1 list -> int **)

let rec length = function
| [] -> 0
| _ :: l' -> Stdlib.Int.succ (length l')

(** val app : 'a1 list -> 'a1 list -> 'a1 list **)

let rec app l m =
  match l with
  | [] -> m
  | a :: l1 -> a :: (app l1 m)

(** val add : int -> int -> int **)

let rec add = (+)

(** val mul : int -> int -> int **)

let rec mul = ( * )

(** val sub : int -> int -> int **)

let rec sub = fun n m -> Stdlib.max 0 (n-m)

(** val leb : int -> int -> bool **)

let rec leb n m =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> true)
    (fun n' ->
    (fun fO fS n -> if n=0 then fO () else fS (n-1))
      (fun _ -> false)
      (fun m' -> leb n' m')
      m)
    n

(** val divmod : int -> int -> int -> int -> int * int **)

let rec divmod x y q u =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> (q, u))
    (fun x' ->
    (fun fO fS n -> if n=0 then fO () else fS (n-1))
      (fun _ -> divmod x' y (Stdlib.Int.succ q) y)
      (fun u' -> divmod x' y q u')
      u)
    x

(** val modulo : int -> int -> int **)

let modulo x y =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> x)
    (fun y' -> sub y' (snd (divmod x y' 0 y')))
    y

(** val map : ('a1 -> 'a2) -> 'a1 list -> 'a2 list **)

let rec map f = function
| [] -> []
| a :: t0 -> (f a) :: (map f t0)

(** val fold_left : ('a1 -> 'a2 -> 'a1) -> 'a2 list -> 'a1 -> 'a1 **)

let rec fold_left f l a0 =
  match l with
  | [] -> a0
  | b :: t0 -> fold_left f t0 (f a0 b)

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

module NatOrder =
 struct
  type t = int

  (** val below : int -> int -> bool **)

  let below =
    leb

  (** val least : int **)

  let least =
    0
 end

module PairOrder =
 functor (A:ORDER) ->
 functor (B:ORDER) ->
 struct
  type t = A.t * B.t

  (** val below : t -> t -> bool **)

  let below x y =
    if A.below (fst x) (fst y)
    then if A.below (fst y) (fst x) then B.below (snd x) (snd y) else true
    else false

  (** val least : A.t * B.t **)

  let least =
    (A.least, B.least)
 end

module Reverse =
 functor (A:ORDER) ->
 struct
  type t = A.t

  (** val below : t -> t -> bool **)

  let below a b =
    A.below b a

  (** val least : A.t **)

  let least =
    A.least
 end

module Sorting =
 functor (O:ORDER) ->
 struct
  type tree =
  | Leaf
  | Node of tree * O.t * tree

  (** val tree_rect :
      'a1 -> (tree -> 'a1 -> O.t -> tree -> 'a1 -> 'a1) -> tree -> 'a1 **)

  let rec tree_rect f f0 = function
  | Leaf -> f
  | Node (left, value, right) ->
    f0 left (tree_rect f f0 left) value right (tree_rect f f0 right)

  (** val tree_rec :
      'a1 -> (tree -> 'a1 -> O.t -> tree -> 'a1 -> 'a1) -> tree -> 'a1 **)

  let rec tree_rec f f0 = function
  | Leaf -> f
  | Node (left, value, right) ->
    f0 left (tree_rec f f0 left) value right (tree_rec f f0 right)

  type counted = { content : tree; size : int }

  (** val content : counted -> tree **)

  let content c =
    c.content

  (** val size : counted -> int **)

  let size c =
    c.size

  module Insertion =
   functor (S:SHIFT) ->
   struct
    (** val insert : O.t -> tree -> tree **)

    let rec insert x = function
    | Leaf -> Node (Leaf, x, Leaf)
    | Node (l, y, r) ->
      if O.below x y
      then Node ((insert x l), y, r)
      else Node (l, y, (insert x r))

    (** val add : O.t -> counted -> counted **)

    let add x c =
      { content = (insert x (content c)); size = (S.shift (size c)) }
   end

  module One =
   struct
    (** val shift : int -> int **)

    let shift n =
      add n (Stdlib.Int.succ 0)
   end

  module Two =
   struct
    (** val shift : int -> int **)

    let shift n =
      add n (Stdlib.Int.succ (Stdlib.Int.succ 0))
   end

  module ByOne = Insertion(One)

  module ByTwo = Insertion(Two)

  module Again = ByTwo

  (** val empty : counted **)

  let empty =
    { content = Leaf; size = 0 }

  (** val flatten : tree -> O.t list **)

  let rec flatten = function
  | Leaf -> []
  | Node (l, x, r) -> app (flatten l) (x :: (flatten r))

  (** val all : O.t list -> counted **)

  let all l =
    fold_left (fun c x -> ByOne.add x (Again.add x c)) l empty
 end

module Steps =
 functor (F:ORDER_WITH_FACTS) ->
 struct
  module Sorted = Sorting(F.Order)

  (** val steps : int -> F.Order.t -> F.Order.t list **)

  let rec steps n x =
    (fun fO fS n -> if n=0 then fO () else fS (n-1))
      (fun _ -> [])
      (fun m -> x :: (steps m (F.next x)))
      n

  (** val sorted : int -> F.Order.t list **)

  let sorted n =
    Sorted.flatten (Sorted.content (Sorted.all (steps n F.Order.least)))
 end

module NatFacts =
 struct
  module Order = NatOrder

  (** val next : int -> int **)

  let next n =
    modulo
      (add
        (mul n (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
          (Stdlib.Int.succ (Stdlib.Int.succ 0)))))) (Stdlib.Int.succ
        (Stdlib.Int.succ (Stdlib.Int.succ 0)))) (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      0)))))))))))))))))
 end

module Down = Reverse(NatOrder)

module PairFacts =
 struct
  module Order = PairOrder(Down)(NatOrder)

  (** val next : Order.t -> int * int **)

  let next = function
  | (a, b) ->
    ((modulo
       (add (add a (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0)))) b)
       (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
       (Stdlib.Int.succ 0)))))),
      (modulo
        (add (mul b (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0))))
          (Stdlib.Int.succ 0)) (Stdlib.Int.succ (Stdlib.Int.succ
        (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
        (Stdlib.Int.succ 0)))))))))
 end

module NatSteps = Steps(NatFacts)

module PairSteps = Steps(PairFacts)

module Extended =
 struct
  type tree =
  | Leaf
  | Node of tree * NatOrder.t * tree

  type counted = { content : tree; size : int }

  (** val content : counted -> tree **)

  let content c =
    c.content

  (** val size : counted -> int **)

  let size c =
    c.size

  module Insertion =
   functor (S:SHIFT) ->
   struct
    (** val insert : NatOrder.t -> tree -> tree **)

    let rec insert x = function
    | Leaf -> Node (Leaf, x, Leaf)
    | Node (l, y, r) ->
      if NatOrder.below x y
      then Node ((insert x l), y, r)
      else Node (l, y, (insert x r))

    (** val add : NatOrder.t -> counted -> counted **)

    let add x c =
      { content = (insert x c.content); size = (S.shift c.size) }
   end

  module One =
   struct
    (** val shift : int -> int **)

    let shift n =
      add n (Stdlib.Int.succ 0)
   end

  module Two =
   struct
    (** val shift : int -> int **)

    let shift n =
      add n (Stdlib.Int.succ (Stdlib.Int.succ 0))
   end

  module ByOne = Insertion(One)

  module ByTwo = Insertion(Two)

  module Again = ByTwo

  (** val empty : counted **)

  let empty =
    { content = Leaf; size = 0 }

  (** val flatten : tree -> NatOrder.t list **)

  let rec flatten = function
  | Leaf -> []
  | Node (l, x, r) -> app (flatten l) (x :: (flatten r))

  (** val all : NatOrder.t list -> counted **)

  let all l =
    fold_left (fun c x -> ByOne.add x (Again.add x c)) l empty

  (** val total : int list -> int **)

  let total l =
    add (all l).size (length (flatten (all l).content))
 end

(** val weigh : int list -> int **)

let weigh l =
  fold_left (fun a x ->
    modulo
      (add (mul a (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0)))) x)
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
      (Stdlib.Int.succ
      0))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    l (Stdlib.Int.succ 0)

(** val run : int -> int **)

let run n =
  add
    (add (weigh (NatSteps.sorted n))
      (weigh
        (map (fun p ->
          add
            (mul (fst p) (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
              (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
              (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
              (Stdlib.Int.succ 0))))))))))) (snd p)) (PairSteps.sorted n))))
    (Extended.total (NatSteps.steps n (Stdlib.Int.succ 0)))
