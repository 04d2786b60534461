open Openfunctors

module P = struct
  type key = int
  type value = int
  let default = -1
  let same (a : int) b = a = b
end

module M (K : sig type key = int end) = struct
  type 'a map = (K.key * 'a) list
  let empty = []
  let find k m = List.assoc_opt k m
  let remove k m = List.remove_assoc k m
  let add k v m = (k, v) :: remove k m
  let mapi f m = List.map (fun (k, v) -> (k, f k v)) m
  let fold f m start = List.fold_left (fun so_far (k, v) -> f k v so_far) start m
  let size m = List.length m
end

module S = Store (P) (M (P))
module Make (K : PARAMETERS) = struct
  type 'a map = (K.key * 'a) list
  let empty = []
  let rec find k = function [] -> None | (j, v) :: r -> if K.same j k then Some v else find k r
  let rec remove k = function [] -> [] | (j, v) :: r -> if K.same j k then remove k r else (j, v) :: remove k r
  let add k v m = (k, v) :: remove k m
  let mapi f m = List.map (fun (k, v) -> (k, f k v)) m
  let fold f m start = List.fold_left (fun so_far (k, v) -> f k v so_far) start m
  let size m = List.length m
end
module T = Twice (P) (struct module Make = Make end)
module O = struct
  type t = int
  let compare (a : int) b = if a = b then Eq else if a < b then Lt else Gt
end
module I = struct
  module Point = O
  type interval = Empty | Between of int * int
  let interval_rect e b = function Empty -> e | Between (x, y) -> b x y
  let interval_rec = interval_rect
  let width = function Empty -> 0 | Between (x, y) -> y - x
end
module Inner = Outer.Inner (O) (I)
module Typed = Outer.Typed (O)

let () =
  let s = ref S.init in
  for i = 0 to 60 do
    let k = i * 7 mod 11 in
    s := if i mod 5 = 4 then S.drop !s k else S.put !s k (i * i);
    let v, n = S.get !s (i mod 11) in
    Printf.printf "%d %d %d %d %d %d\n" v n (S.score !s [ 1; k; 20 ]) (T.pick k (i mod 7)) (Inner.measure i k)
      (Typed.larger i k)
  done
