(* What users map their functions to. Results, exceptions and the order in which functions are called are OCaml's. *)

let length l = let rec loop n l = match l with [] -> n | _ :: rest -> loop (n + 1) rest in loop 0 l

let compare_lengths k l =
  let rec loop k l = match k with
    | [] -> (match l with [] -> 0 | _ :: _ -> -1)
    | _ :: m -> (match l with [] -> 1 | _ :: rest -> loop m rest) in
  loop k l

let cons x l = x :: l

let hd l = match l with [] -> failwith "hd" | x :: _ -> x

let tl l = match l with [] -> failwith "tl" | _ :: rest -> rest

let nth l n =
  let rec loop l n = match l with [] -> failwith "nth" | x :: rest -> if n = 0 then x else loop rest (n - 1) in
  if n < 0 then invalid_arg "List.nth" else loop l n

let nth_opt l n =
  let rec loop l n = match l with [] -> None | x :: rest -> if n = 0 then Some x else loop rest (n - 1) in
  if n < 0 then invalid_arg "List.nth" else loop l n

let rev_append k l = let rec loop k l = match k with [] -> l | x :: rest -> loop rest (x :: l) in loop k l

let rev l = let rec loop k l = match k with [] -> l | x :: rest -> loop rest (x :: l) in loop l []

let append k l = let rec loop k = match k with [] -> l | x :: rest -> x :: loop rest in loop k

let concat l =
  let rec onto k rest = match k with [] -> rest | x :: m -> x :: onto m rest in
  let rec loop l = match l with [] -> [] | k :: rest -> onto k (loop rest) in
  loop l

let flatten l = concat l

let init n f =
  let rec loop i = if i >= n then [] else let x = f i in x :: loop (i + 1) in
  if n < 0 then invalid_arg "List.init" else loop 0

let map f l = let rec loop l = match l with [] -> [] | x :: rest -> let y = f x in y :: loop rest in loop l

let mapi f l =
  let rec loop i l = match l with [] -> [] | x :: rest -> let y = f i x in y :: loop (i + 1) rest in loop 0 l

let rev_map f l = let rec loop k l = match l with [] -> k | x :: rest -> loop (f x :: k) rest in loop [] l

let filter_map f l =
  let rec loop l = match l with
    | [] -> []
    | x :: rest -> (match f x with None -> loop rest | Some y -> y :: loop rest) in
  loop l

let concat_map f l =
  let rec back k l = match k with [] -> l | x :: rest -> back rest (x :: l) in
  let rec loop made l = match l with
    | [] -> back made []
    | x :: rest -> let made = back (f x) made in loop made rest in
  loop [] l

let fold_left f a l = let rec loop a l = match l with [] -> a | x :: rest -> loop (f a x) rest in loop a l

let fold_right f l a = let rec loop l = match l with [] -> a | x :: rest -> f x (loop rest) in loop l

let map2 f k l =
  let rec loop k l = match k with
    | [] -> (match l with [] -> [] | _ :: _ -> invalid_arg "List.map2")
    | x :: m -> (match l with [] -> invalid_arg "List.map2" | y :: rest -> let z = f x y in z :: loop m rest) in
  loop k l

let rev_map2 f k l =
  let rec loop made k l = match k with
    | [] -> (match l with [] -> made | _ :: _ -> invalid_arg "List.rev_map2")
    | x :: m -> (match l with [] -> invalid_arg "List.rev_map2" | y :: rest -> loop (f x y :: made) m rest) in
  loop [] k l

let fold_left2 f a k l =
  let rec loop a k l = match k with
    | [] -> (match l with [] -> a | _ :: _ -> invalid_arg "List.fold_left2")
    | x :: m -> (match l with [] -> invalid_arg "List.fold_left2" | y :: rest -> loop (f a x y) m rest) in
  loop a k l

let fold_right2 f k l a =
  let rec loop k l = match k with
    | [] -> (match l with [] -> a | _ :: _ -> invalid_arg "List.fold_right2")
    | x :: m -> (match l with [] -> invalid_arg "List.fold_right2" | y :: rest -> f x y (loop m rest)) in
  loop k l

let for_all p l = let rec loop l = match l with [] -> true | x :: rest -> p x && loop rest in loop l

let exists p l = let rec loop l = match l with [] -> false | x :: rest -> p x || loop rest in loop l

let for_all2 p k l =
  let rec loop k l = match k with
    | [] -> (match l with [] -> true | _ :: _ -> invalid_arg "List.for_all2")
    | x :: m -> (match l with [] -> invalid_arg "List.for_all2" | y :: rest -> p x y && loop m rest) in
  loop k l

let exists2 p k l =
  let rec loop k l = match k with
    | [] -> (match l with [] -> false | _ :: _ -> invalid_arg "List.exists2")
    | x :: m -> (match l with [] -> invalid_arg "List.exists2" | y :: rest -> p x y || loop m rest) in
  loop k l

let equal same k l =
  let rec loop k l = match k with
    | [] -> (match l with [] -> true | _ :: _ -> false)
    | x :: m -> (match l with [] -> false | y :: rest -> same x y && loop m rest) in
  loop k l

let compare order k l =
  let rec loop k l = match k with
    | [] -> (match l with [] -> 0 | _ :: _ -> -1)
    | x :: m ->
      (match l with [] -> 1 | y :: rest -> let c = order x y in if c = 0 then loop m rest else c) in
  loop k l

let mem x l = let rec loop l = match l with [] -> false | y :: rest -> Stdlib.compare x y = 0 || loop rest in loop l

let find p l =
  let rec loop l = match l with [] -> raise Not_found | x :: rest -> if p x then x else loop rest in loop l

let find_opt p l = let rec loop l = match l with [] -> None | x :: rest -> if p x then Some x else loop rest in loop l

let find_map f l =
  let rec loop l = match l with [] -> None | x :: rest -> (match f x with None -> loop rest | some -> some) in loop l

let filter p l = let rec loop l = match l with [] -> [] | x :: rest -> if p x then x :: loop rest else loop rest in loop l

let find_all p l = filter p l

let filteri p l =
  let rec loop i l = match l with
    | [] -> []
    | x :: rest -> if p i x then x :: loop (i + 1) rest else loop (i + 1) rest in
  loop 0 l

let partition p l =
  let rec back k l = match k with [] -> l | x :: rest -> back rest (x :: l) in
  let rec loop yes no l = match l with
    | [] -> (back yes [], back no [])
    | x :: rest -> if p x then loop (x :: yes) no rest else loop yes (x :: no) rest in
  loop [] [] l

let assoc x l =
  let rec loop l = match l with
    | [] -> raise Not_found
    | (y, z) :: rest -> if Stdlib.compare y x = 0 then z else loop rest in
  loop l

let assoc_opt x l =
  let rec loop l = match l with
    | [] -> None
    | (y, z) :: rest -> if Stdlib.compare y x = 0 then Some z else loop rest in
  loop l

let mem_assoc x l =
  let rec loop l = match l with [] -> false | (y, _) :: rest -> Stdlib.compare y x = 0 || loop rest in loop l

let remove_assoc x l =
  let rec loop l = match l with
    | [] -> []
    | pair :: rest -> let (y, _) = pair in if Stdlib.compare y x = 0 then rest else pair :: loop rest in
  loop l

let split l =
  let rec loop l = match l with
    | [] -> ([], [])
    | (x, y) :: rest -> let (xs, ys) = loop rest in (x :: xs, y :: ys) in
  loop l

let combine k l =
  let rec loop k l = match k with
    | [] -> (match l with [] -> [] | _ :: _ -> invalid_arg "List.combine")
    | x :: m -> (match l with [] -> invalid_arg "List.combine" | y :: rest -> (x, y) :: loop m rest) in
  loop k l

let merge order k l =
  let rec loop k l = match k with
    | [] -> l
    | x :: m -> (match l with [] -> k | y :: rest -> if order x y <= 0 then x :: loop m l else y :: loop k rest) in
  loop k l

let sort order l =
  let rec merged k l = match k with
    | [] -> l
    | x :: m -> (match l with [] -> k | y :: rest -> if order x y <= 0 then x :: merged m l else y :: merged k rest) in
  let rec pairs l = match l with
    | [] -> []
    | k :: rest -> (match rest with [] -> [k] | m :: others -> merged k m :: pairs others) in
  let rec all l = match l with [] -> [] | k :: rest -> (match rest with [] -> k | _ :: _ -> all (pairs l)) in
  let rec single l = match l with [] -> [] | x :: rest -> [x] :: single rest in
  all (single l)

let stable_sort order l = sort order l
