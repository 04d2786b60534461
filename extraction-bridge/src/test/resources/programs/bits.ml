(* Operations on the bits of OCaml's int, at the ends of its range too. *)

let largest = 4611686018427387903
let smallest = -4611686018427387904

let pick n = match n mod 11 with
  | 0 -> largest
  | 1 -> smallest
  | 2 -> -1
  | 3 -> 0
  | 4 -> 1
  | 5 -> largest - n
  | 6 -> smallest + n
  | 7 -> 0x1234_5678_9abc_def
  | 8 -> -0x1234_5678_9abc_def
  | 9 -> 0b1010 * n
  | _ -> -n

let both f n = f (pick n) (pick (n * 7 + 3))

let rec shifts f x i = if i > 62 then 0 else (f x i lxor (i * 77)) lxor shifts f x (i + 1)

(* A shift to the left that does not overflow. *)
let rec left x i = if i > 40 then 0 else (x lsl i) lxor left x (i + 1)

let small n = (n * 1000003) land 0xfffff - 0x80000

let fold x = x lxor (x lsr 31) land 0xffffff

let run n =
  let a = both (land) n and b = both (lor) n and c = both (lxor) n in
  let d = shifts (lsr) (pick n) 0 and e = shifts (asr) (pick n) 0 in
  let f = left (small n) 0 in
  let g = lnot (pick n) in
  let h = (pick n) mod (n + 1) + (pick n) / (n + 2) in
  let i = compare (pick n) (pick (n + 1)) * 3 + Int.compare n 7 in
  let j = min (pick n) (pick (n + 5)) lxor max (pick n) (pick (n + 5)) in
  let k = abs (small n) + Int.abs (-n) in
  fold a lxor fold b lxor fold c lxor fold d lxor fold e lxor fold f lxor fold g lxor fold h lxor fold i lxor fold j
  lxor k
