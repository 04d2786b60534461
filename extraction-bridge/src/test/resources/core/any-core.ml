(* Runs a trace of operations on an extracted core of the first kind, over strings and integers, and prints what a Java
   run of the same trace prints, every state and payload with it. A command a line:
     put NODE KEY VALUE NOW    forms a put, as message number 0, 1, ... in order
     deliver NODE MESSAGE      asks guard and seen, and applies the put if the guard is true
     get NODE KEY              asks the guard, and answers if it is true *)
module C = @CORE@ (Parameters)
open Dump

let nodes = 4
let clients = Array.init nodes C.client_init
let replicas = Array.init nodes (fun r -> C.replica_init r "(absent)")
let messages : (string * string * C.put_payload * int) list ref = ref []

let command line =
  match String.split_on_char ' ' line with
  | [ "put"; node; key; value; now ] ->
    let node = int_of_string node in
    let p, s = C.put_request key value (int_of_string now) node clients.(node) in
    clients.(node) <- s;
    messages := !messages @ [ (key, value, p, node) ];
    Printf.printf "put %s %s\n" (dump p) (dump s)
  | [ "deliver"; node; message ] ->
    let node = int_of_string node in
    let key, value, p, sender = List.nth !messages (int_of_string message) in
    let r = replicas.(node) in
    let guard = C.put_guard key value p sender node r in
    let seen = C.put_seen key value p sender node r in
    if guard then replicas.(node) <- C.put key value p sender node r;
    Printf.printf "deliver %b %b %s\n" guard seen (dump replicas.(node))
  | [ "get"; node; key ] ->
    let node = int_of_string node in
    let g, s = C.get_request key node clients.(node) in
    clients.(node) <- s;
    let r = replicas.(node) in
    if C.get_guard key g node node r then begin
      let (value, a), r = C.get key g node node r in
      replicas.(node) <- r;
      clients.(node) <- C.get_response key value a node clients.(node);
      Printf.printf "get %s %s %s %s\n" value (dump g) (dump a) (dump clients.(node))
    end
    else print_endline "get not yet"
  | _ -> failwith line

let () = each_line command
