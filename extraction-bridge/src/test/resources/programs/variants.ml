(* Variants with nested patterns, alternatives, guards, literals, aliases. (* nested comment "with *) string" *) *)
type colour = Red | Green | Blue

type shape =
| Point
| Circle of int
| Box of int * int
| Group of shape list
| Tinted of colour * shape

let rec weight s =
  match s with
  | Point -> 1
  | Circle 0 | Box (0, _) | Box (_, 0) -> 2
  | Circle r when r > 5 -> r * 3
  | Circle r -> r
  | Box (w, h) when w = h -> w * w
  | Box (w, h) -> w + h
  | Group [] -> 0
  | Group [one] -> weight one + 100
  | Group (first :: second :: rest) -> weight first + weight second + weight (Group rest)
  | Tinted ((Red | Green), (Circle _ as inner)) -> weight inner * 7
  | Tinted (Red, inner) -> weight inner + 1
  | Tinted (c, Tinted (d, inner)) when same c c && same c d -> weight inner
  | Tinted (_, inner) -> weight inner + 2

and same c d =
  match c, d with
  | Red, Red | Green, Green | Blue, Blue -> true
  | _ -> false

let classify a b =
  match (a, b) with
  | (0, 0) -> 1
  | (0, _) -> 2
  | (_, 0) -> 3
  | (1, (1 | 2 | 3)) -> 4
  | (x, y) -> if x < y then 5 else 6

let truth a b = match a, b with
  | true, false -> 10
  | false, _ -> 20
  | _, true -> 30

let sharing a = match a, a with
  | 0, 1 -> 1
  | 1, 1 -> 2
  | _, n -> n

let of_int n =
  match n mod 3 with 0 -> Red | 1 -> Green | _ -> Blue

let build n =
  if n mod 6 = 0 then Point
  else if n mod 6 = 1 then Circle (n / 2)
  else if n mod 6 = 2 then Box (n mod 4, n mod 5)
  else if n mod 6 = 3 then Group [Circle n; Box (n, n); Tinted (of_int n, Circle n)]
  else if n mod 6 = 4 then Tinted (of_int n, Tinted (of_int (n / 3), Box (n, 2)))
  else Group [Tinted (of_int n, Point)]

let run n =
  weight (build n) + 1000 * classify (n mod 3) (n mod 5)
  + 100000 * truth (n mod 2 = 0) (n mod 3 = 0) + sharing n
