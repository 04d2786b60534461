let none = None
let some x = Some x
let get o = match o with None -> invalid_arg "option is None" | Some x -> x
let bind o f = match o with None -> None | Some x -> f x
let join o = match o with None -> None | Some p -> p
let map f o = match o with None -> None | Some x -> Some (f x)
let is_none o = match o with None -> true | Some _ -> false
let is_some o = match o with None -> false | Some _ -> true
let equal same o p = match o with
  | None -> (match p with None -> true | Some _ -> false)
  | Some x -> (match p with None -> false | Some y -> same x y)
let compare order o p = match o with
  | None -> (match p with None -> 0 | Some _ -> -1)
  | Some x -> (match p with None -> 1 | Some y -> order x y)
let to_list o = match o with None -> [] | Some x -> [x]
