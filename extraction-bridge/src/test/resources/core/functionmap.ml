(* A map with the laws of kit/Map.v: the function that finds what a key holds. *)
type 'a map = string -> 'a option

let empty _ = None
let find key map = map key
let add key x map asked = if asked = key then Some x else map asked
let remove key map asked = if asked = key then None else map asked
