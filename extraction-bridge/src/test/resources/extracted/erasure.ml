
type __ = Obj.t
let __ = let rec f _ = Obj.repr f in Obj.repr f

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

type 'a sig0 = 'a
  (* singleton inductive, whose constructor was exist *)

type ('a, 'p) sigT =
| ExistT of 'a * 'p

(** val add : int -> int -> int **)

let rec add = (+)

(** val mul : int -> int -> int **)

let rec mul = ( * )

module Nat =
 struct
  (** val sub : int -> int -> int **)

  let rec sub n m =
    (fun fO fS n -> if n=0 then fO () else fS (n-1))
      (fun _ -> n)
      (fun k ->
      (fun fO fS n -> if n=0 then fO () else fS (n-1))
        (fun _ -> n)
        (fun l -> sub k l)
        m)
      n

  (** val ltb : int -> int -> bool **)

  let ltb n m =
    (<=) (Stdlib.Int.succ n) m

  (** val even : int -> bool **)

  let rec even n =
    (fun fO fS n -> if n=0 then fO () else fS (n-1))
      (fun _ -> true)
      (fun n0 ->
      (fun fO fS n -> if n=0 then fO () else fS (n-1))
        (fun _ -> false)
        (fun n' -> even n')
        n0)
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

  (** val div2 : int -> int **)

  let rec div2 = fun n -> n/2
 end

(** val fold_left : ('a1 -> 'a2 -> 'a1) -> 'a2 list -> 'a1 -> 'a1 **)

let rec fold_left f l a0 =
  match l with
  | [] -> a0
  | b :: t -> fold_left f t (f a0 b)

type arrows = __

(** val constant : int -> int -> arrows **)

let rec constant n r =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> Obj.magic r)
    (fun m -> Obj.magic (fun x -> constant m (add r x)))
    n

(** val feed : int -> int -> arrows -> int **)

let rec feed n x r =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> Obj.magic r)
    (fun m -> feed m (add x (Stdlib.Int.succ 0)) (Obj.magic r x))
    n

type ty =
| Num
| Truth
| Fun of ty * ty

type value = __

type term =
| Lit of int
| Plus of term * term
| Less of term * term
| If of ty * term * term * term
| Twice
| App of ty * ty * term * term

(** val eval : ty -> term -> value **)

let rec eval _ = function
| Lit n -> Obj.magic n
| Plus (a, b) -> Obj.magic add (eval Num a) (eval Num b)
| Less (a, b) -> Obj.magic Nat.ltb (eval Num a) (eval Num b)
| If (t, c, a, b) -> if Obj.magic eval Truth c then eval t a else eval t b
| Twice -> Obj.magic (fun n -> add n n)
| App (a, b, f, x) -> Obj.magic eval (Fun (a, b)) f (eval a x)

type 'a vec =
| Nil_
| Cons_ of int * 'a * 'a vec

(** val head : int -> 'a1 vec -> 'a1 **)

let head _ = function
| Nil_ -> Obj.magic __
| Cons_ (_, x, _) -> x

(** val tail : int -> 'a1 vec -> 'a1 vec **)

let tail _ = function
| Nil_ -> Obj.magic __
| Cons_ (_, _, r) -> r

(** val from : int -> int -> int vec **)

let rec from n k =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> Nil_)
    (fun m -> Cons_ (m, k,
    (from m (add k (Stdlib.Int.succ (Stdlib.Int.succ 0))))))
    n

(** val zip : int -> 'a1 vec -> 'a2 vec -> ('a1 * 'a2) vec **)

let rec zip n x x0 =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> Nil_)
    (fun m -> Cons_ (m, ((head m x), (head m x0)),
    (zip m (tail m x) (tail m x0))))
    n

(** val sum : int -> (int * int) vec -> int **)

let rec sum _ = function
| Nil_ -> 0
| Cons_ (m, p, r) -> add (mul (fst p) (snd p)) (sum m r)

type package =
| Pack of __ * (__ -> int)

(** val open0 : package -> int **)

let open0 = function
| Pack (x, f) -> f x

(** val packages : int -> package list **)

let packages n =
  (Pack ((Obj.magic n), (Obj.magic (fun x -> Stdlib.Int.succ x)))) :: ((Pack
    ((Obj.magic Nat.even n), (fun b ->
    if Obj.magic b
    then Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
           (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0))))))
    else Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
           (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
           (Stdlib.Int.succ (Stdlib.Int.succ 0))))))))))) :: ((Pack
    ((Obj.magic (n :: (n :: []))), (Obj.magic length))) :: []))

(** val pick : int list -> int **)

let pick = function
| [] -> assert false (* absurd case *)
| x :: _ -> x

(** val first : int -> int **)

let first n =
  pick (n :: ((add n (Stdlib.Int.succ 0)) :: []))

(** val half : int -> int **)

let half =
  Nat.div2

(** val some : int -> (__, __ * (__ -> int)) sigT **)

let some n =
  if Nat.even n
  then ExistT (__, ((Obj.magic n), (Obj.magic (fun x -> Stdlib.Int.succ x))))
  else ExistT (__, ((Obj.magic true), (fun b ->
         if Obj.magic b
         then Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                (Stdlib.Int.succ 0)))
         else Stdlib.Int.succ (Stdlib.Int.succ 0))))

(** val down : int -> int **)

let rec down x =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> Stdlib.Int.succ 0)
    (fun k -> Stdlib.Int.succ (Stdlib.Int.succ (down k)))
    x

(** val program : int -> term **)

let program n =
  If (Num, (Less ((Lit n), (Lit (Stdlib.Int.succ (Stdlib.Int.succ
    (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
    (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0)))))))))))), (App
    (Num, Num, Twice, (Plus ((Lit n), (Lit (Stdlib.Int.succ (Stdlib.Int.succ
    (Stdlib.Int.succ 0)))))))), (Lit (Stdlib.Int.succ (Stdlib.Int.succ
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
    0))))))))))))))))))))))))))))))))))))))))))))))))))))

(** val run : int -> int **)

let run n =
  add
    (add
      (add
        (add
          (add
            (add
              (add
                (feed
                  (Nat.modulo n (Stdlib.Int.succ (Stdlib.Int.succ
                    (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0))))))
                  n
                  (constant
                    (Nat.modulo n (Stdlib.Int.succ (Stdlib.Int.succ
                      (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                      0)))))) (Stdlib.Int.succ 0)))
                (Obj.magic eval Num (program n)))
              (sum n (zip n (from n 0) (from n n))))
            (fold_left (fun a p ->
              add (mul a (Stdlib.Int.succ (Stdlib.Int.succ 0))) (open0 p))
              (packages n) 0)) (first n)) (half n))
      (let ExistT (_, p) = some n in let (x, f) = p in f x)) (down n)
