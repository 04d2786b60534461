(* Names that Java reserves or that the runtime uses; primes; records that share field names. *)
type record = { class' : int; default : int; new_ : int }
type object_ = { default : int; int : int option }
type option' = None' | Some' of int
type string = Long of int | Math | Object

type box = { side : int }
type shape = Shape of int | Box of box | A1 of shape | Names
type 'box holder = Holder of 'box * box | Box' of 'box
type 't t = T of 't | Two of 't t * 't
type a1 = { a1 : int }

let apply f x = f x
let applyStep f x = f (x + 1)
let apply_step f x tail = tail + f x

let rec depth = function T x -> x | Two (rest, x) -> x + depth rest

let area s =
  let side = match s with
    | Shape n -> n
    | Box b -> (match b.side with 0 -> 1 | n -> n)
    | A1 (Box _) -> 5
    | A1 _ -> 6
    | Names -> 7 in
  let keep x = { a1 = x } in
  let hold h = match h with Holder (x, b) -> x + b.side | Box' x -> x * 2 in
  side * 2 + (keep side).a1 + hold (Holder (3, { side })) + hold (Box' side) + depth (Two (T side, 4))

let static = 3
let final = static + 4
let t' = 5
let t'' = t' * 2
let double x = x * 2
let wait x = x + final
let hashCode x = wait x + 1
let switch this super = this - super
let _unused = 9

let pick (o : option') = match o with None' -> 0 | Some' long -> long
let text = function Long n -> n | Math -> 1 | Object -> 2

let run n =
  let while_ = { class' = n; default = 2; new_ = 3 } in
  let void = { default = 5; int = Some n } in
  let null = while_.class' + while_.new_ + while_.default in
  let tail = match void.int with Some int -> int + void.default | None -> 0 in
  let parameters = double null in
  let x' = n and x'' = n + 1 in
  let case = if (n > 3) = (x' > 3) then 1 else 0 in
  parameters + tail + t' + t'' + hashCode n + switch n 2 + pick (Some' 4) + pick None' + text (Long n) + text Math
  + area (Shape n) + area (Box { side = n }) + area (A1 (Box { side = 1 })) + area (A1 Names) + area Names
  + apply double n + applyStep double n + apply_step double n 3
  + text Object + x' * x'' + case + static + _unused
