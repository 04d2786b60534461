(* Runs a trace of operations on an extracted node core, as any-core.ml does on one of the first kind. The clock reading
   of a put is for cores of that kind only. *)
module C = @CORE@ (Parameters)
open Dump

let nodes = 4
let states = Array.init nodes (fun _ -> C.init "(absent)")
let messages : (string * string * C.message) list ref = ref []

let command line =
  match String.split_on_char ' ' line with
  | [ "put"; node; key; value; _ ] ->
    let node = int_of_string node in
    let s, m = C.put node states.(node) key value in
    states.(node) <- s;
    messages := !messages @ [ (key, value, m) ];
    Printf.printf "put %s %s\n" (dump m) (dump s)
  | [ "deliver"; node; message ] ->
    let node = int_of_string node in
    let key, value, m = List.nth !messages (int_of_string message) in
    let guard = C.guard node states.(node) key value m in
    if guard then states.(node) <- C.update node states.(node) key value m;
    Printf.printf "deliver %b %s\n" guard (dump states.(node))
  | [ "get"; node; key ] ->
    let node = int_of_string node in
    let value, s = C.get node states.(node) key in
    states.(node) <- s;
    Printf.printf "get %s %s\n" value (dump s)
  | _ -> failwith line

let () = each_line command
