
(** val snd : ('a1 * 'a2) -> 'a2 **)

let snd = function
| (_, y) -> y



(** val add : int -> int -> int **)

let rec add = (+)

(** val mul : int -> int -> int **)

let rec mul = ( * )

(** val sub : int -> int -> int **)

let rec sub = fun n m -> Stdlib.max 0 (n-m)

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

(** val fold_left : ('a1 -> 'a2 -> 'a1) -> 'a2 list -> 'a1 -> 'a1 **)

let rec fold_left f l a0 =
  match l with
  | [] -> a0
  | b :: t -> fold_left f t (f a0 b)

type 'a stream = 'a __stream Lazy.t
and 'a __stream =
| Cons of 'a * 'a stream

(** val hd : 'a1 stream -> 'a1 **)

let hd x =
  let Cons (a, _) = Lazy.force x in a

(** val tl : 'a1 stream -> 'a1 stream **)

let tl x =
  let Cons (_, s) = Lazy.force x in s

(** val str_nth_tl : int -> 'a1 stream -> 'a1 stream **)

let rec str_nth_tl n s =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> s)
    (fun m -> str_nth_tl m (tl s))
    n

(** val str_nth : int -> 'a1 stream -> 'a1 **)

let str_nth n s =
  hd (str_nth_tl n s)

(** val map : ('a1 -> 'a2) -> 'a1 stream -> 'a2 stream **)

let rec map f s =
  lazy (Cons ((f (hd s)), (map f (tl s))))

(** val zeros : int stream **)

let rec zeros =
  lazy (Cons (0, zeros))

(** val ticks : bool stream **)

let rec ticks =
  lazy (Cons (true, tocks))

(** val tocks : bool stream **)

and tocks =
  lazy (Cons (false, ticks))

(** val from : int -> int stream **)

let rec from n =
  lazy (Cons (n,
    (from (add n (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ 0)))))))

(** val fibonacci : int -> int -> int stream **)

let rec fibonacci a b =
  lazy (Cons (a,
    (fibonacci b
      (modulo (add a b) (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
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
        (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
        0))))))))))))))))))))))))))))))))))))))))))))))))))))))

(** val squares : int -> int stream **)

let squares n =
  map (fun x -> mul x x) (from n)

(** val repeating : 'a1 -> 'a1 -> 'a1 stream **)

let rec repeating x y =
  lazy (Cons (x, (lazy (Cons (y, (repeating x y))))))

(** val interleave : 'a1 stream -> 'a1 stream -> 'a1 stream **)

let rec interleave s t =
  lazy (Cons ((hd s), (interleave t (tl s))))

type tree = __tree Lazy.t
and __tree =
| Node of int * forest
and forest = __forest Lazy.t
and __forest =
| None
| More of tree * forest

(** val grow : int -> tree **)

let rec grow n =
  lazy (Node (n, (trees n (Stdlib.Int.succ (Stdlib.Int.succ 0)))))

(** val trees : int -> int -> forest **)

and trees n k =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> lazy None)
    (fun j ->
    lazy (More ((grow (add (mul (Stdlib.Int.succ (Stdlib.Int.succ 0)) n) k)),
    (trees n j))))
    k

(** val weigh : int -> tree -> int **)

let rec weigh fuel t =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> Stdlib.Int.succ 0)
    (fun f -> let Node (n, fs) = Lazy.force t in add n (weigh_all f fs))
    fuel

(** val weigh_all : int -> forest -> int **)

and weigh_all fuel fs =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> Stdlib.Int.succ (Stdlib.Int.succ 0))
    (fun f ->
    match Lazy.force
    fs with
    | None -> 0
    | More (t, r) -> add (weigh f t) (weigh_all f r))
    fuel

type 'a lazy_list = 'a __lazy_list Lazy.t
and 'a __lazy_list =
| Empty
| Next of 'a * 'a lazy_list

(** val count : int -> int lazy_list **)

let rec count n =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> lazy Empty)
    (fun m -> lazy (Next (n, (count m))))
    n

(** val append : 'a1 lazy_list -> 'a1 lazy_list -> 'a1 lazy_list **)

let rec append l m =
  match Lazy.force
  l with
  | Empty -> m
  | Next (x, r) -> lazy (Next (x, (append r m)))

(** val take : int -> 'a1 lazy_list -> 'a1 list **)

let rec take n l =
  (fun fO fS n -> if n=0 then fO () else fS (n-1))
    (fun _ -> [])
    (fun m ->
    match Lazy.force
    l with
    | Empty -> []
    | Next (x, r) -> x :: (take m r))
    n

(** val run : int -> int **)

let run n =
  add
    (add
      (add
        (add
          (add
            (add
              (add
                (add (str_nth n zeros)
                  (str_nth n (from (Stdlib.Int.succ (Stdlib.Int.succ 0)))))
                (str_nth n (squares n)))
              (str_nth n (fibonacci 0 (Stdlib.Int.succ 0))))
            (if str_nth n ticks
             then Stdlib.Int.succ 0
             else Stdlib.Int.succ (Stdlib.Int.succ 0)))
          (if str_nth n (repeating false true)
           then Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ 0)))))))))
           else Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                  (Stdlib.Int.succ (Stdlib.Int.succ 0)))))))))))))))))))))
        (hd
          (str_nth_tl n
            (interleave (from n)
              (repeating (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                0))) (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
                (Stdlib.Int.succ 0)))))))))
      (weigh
        (modulo n (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
          (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
          (Stdlib.Int.succ (Stdlib.Int.succ 0)))))))))) (grow n)))
    (fold_left (fun a x ->
      add a (mul (Stdlib.Int.succ (Stdlib.Int.succ 0)) x))
      (take n
        (append
          (count (Stdlib.Int.succ (Stdlib.Int.succ (Stdlib.Int.succ
            (Stdlib.Int.succ (Stdlib.Int.succ 0)))))) (count n)))
      (Stdlib.Int.succ 0))
