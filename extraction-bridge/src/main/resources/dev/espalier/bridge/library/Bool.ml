let not b = if b then false else true
let equal b c = if b then c else if c then false else true
let compare b c = if b then (if c then 0 else 1) else if c then -1 else 0
let to_int b = if b then 1 else 0
