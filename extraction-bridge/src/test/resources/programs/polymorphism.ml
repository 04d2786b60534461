(* Polymorphism where Java must infer what OCaml infers: empty values, functions in data, boxed numbers. *)
type ('a, 'b) either = Left of 'a | Right of 'b

type 'a rose = Rose of 'a * 'a rose list

type ('a, 'b) arrow = { run_arrow : 'a -> 'b; name : int }

type 'a stream = Nil | Next of 'a * (unit -> 'a stream)

let compose f g = { run_arrow = (fun x -> g.run_arrow (f.run_arrow x)); name = f.name + g.name }

let pure f = { run_arrow = f; name = 1 }

let choose b = if b then Left None else Right (Some [])

let either f g = function Left a -> f a | Right b -> g b

let rec map f l = match l with [] -> [] | x :: rest -> f x :: map f rest

let rec fold f acc l = match l with [] -> acc | x :: rest -> fold f (f acc x) rest

let rec size (Rose (_, children)) = fold (fun a c -> a + size c) 1 children

let rec rose n = Rose (n, map rose (if n <= 0 then [] else if n = 1 then [0] else [n - 1; n - 2]))

let rec from n () = if n > 20 then Nil else Next (n, from (n + 1))

let rec total s acc = match s with Nil -> acc | Next (x, rest) -> total (rest ()) (acc + x)

let same (a : int * bool) (b : int * bool) = fst a = fst b && snd a = snd b

let max_big = 1000

let eq_boxed (l : int list) = match l with a :: b :: _ -> a = b | _ -> false

let eq_bools l = match l with (a, b) :: _ -> a = b && a <> not b | _ -> true

let apply_pair p x = (fst p) ((snd p) x)

let const a _ = a

let default o d = match o with Some x -> x | None -> d

let rec find p l = match l with [] -> None | x :: rest -> if p x then Some x else find p rest

let run n =
  let big = n + max_big in
  let doubled = compose (pure (fun x -> x * 2)) (compose (pure (fun x -> Some x)) (pure (fun o -> default o 0))) in
  let count = either (fun o -> match o with None -> 1 | Some _ -> 2)
      (fun o -> match o with Some l -> fold (fun a _ -> a + 1) 3 l | None -> 4) (choose (n mod 2 = 0)) in
  doubled.run_arrow n + doubled.name + count + size (rose (n mod 8)) + total (from n ()) 0
  + (if same (big, true) (big, true) then 1 else 2) + (if eq_boxed [big; n + 1000] then 10 else 20)
  + (if eq_bools [(n > 3, big > 1003)] then 100 else 200)
  + apply_pair ((fun x -> x + 1), (fun u -> const n u)) ()
  + default (find (fun x -> x > n) [1; 5; 25; 125]) 7
  + const 3 (default None None)
