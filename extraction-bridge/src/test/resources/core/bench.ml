(* Nanoseconds per operation of the natively compiled core. Arguments: operation (get or put), depth of the closure
   chain, milliseconds to measure. The same work as CoreBenchmark does. *)
module P = struct
  type key = string
  type value = string
  type client = int
  type replica = int
  let key_eq_dec (a : string) b = a = b
  let value_eq_dec (a : string) b = a = b
  let client_eq_dec (a : int) b = a = b
  let replica_eq_dec (a : int) b = a = b
  let client_leb (a : int) b = a <= b
end

module C = VectorClock.VectorClock (P)

let node = 3

let put key s r =
  let p, s = C.put_request key "value" 1000 node s in
  if not (C.put_guard key "value" p node node r) then failwith "guard";
  (s, C.put key "value" p node node r)

let rec fill n s r =
  if n = 0 then (s, r)
  else
    let s, r = put "newest" s r in
    fill (n - 1) s r

let get key s r =
  let g, s = C.get_request key node s in
  if not (C.get_guard key g node node r) then failwith "guard";
  let (v, a), _ = C.get key g node node r in
  C.get_response key v a node s

let () =
  let operation = Sys.argv.(1) in
  let depth = int_of_string Sys.argv.(2) in
  let seconds = float_of_string Sys.argv.(3) /. 1000. in
  let s, r = put "oldest" (C.client_init node) (C.replica_init node "") in
  let s, r = fill depth s r in
  let key = String.concat "" [ "old"; "est" ] in
  let once () =
    if operation = "get" then ignore (Sys.opaque_identity (get key s r))
    else ignore (Sys.opaque_identity (put key s r))
  in
  let batch n =
    let start = Unix.gettimeofday () in
    for _ = 1 to n do once () done;
    Unix.gettimeofday () -. start
  in
  let rec size n = if batch n > 0.02 then n else size (n * 2) in
  let n = size 1 in
  let rec measure count time =
    if time >= seconds then Printf.printf "%.1f\n" (time /. float_of_int count *. 1e9)
    else measure (count + n) (time +. batch n)
  in
  measure 0 0.
