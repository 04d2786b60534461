(* Runs a trace of operations on the extracted core, over strings and integers, and prints what a Java run of the
   same trace prints. A command a line:
     put NODE KEY VALUE NOW    forms a put, as message number 0, 1, ... in order
     deliver NODE MESSAGE      asks guard and seen, and applies the put if the guard is true
     get NODE KEY              asks the guard, and answers if it is true *)

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

let vector v =
  let slot (c, t) = Printf.sprintf "Pair[first=n%d, second=%d]" c t in
  "[" ^ String.concat ", " (List.map slot v) ^ "]"

let client (s : C.client_state) =
  Printf.sprintf "ClientRecord[own=%d, depends=%s, past=%d]" s.C.own (vector s.C.depends) s.C.past

let answer (a : C.answer_payload) =
  Printf.sprintf "AnswerRecord[answerClock=%s, answerLatest=%d]" (vector a.C.answer_clock) a.C.answer_latest

let natural buffer n =
  let rec go n =
    if n >= 0x80 then begin
      Buffer.add_char buffer (Char.chr (n land 0x7f lor 0x80));
      go (n lsr 7)
    end
    else Buffer.add_char buffer (Char.chr n)
  in
  go n

let payload (p : C.put_payload) =
  let buffer = Buffer.create 16 in
  natural buffer p.C.number;
  natural buffer (List.length p.C.put_depends);
  List.iter (fun (c, t) -> natural buffer c; natural buffer t) p.C.put_depends;
  natural buffer p.C.put_time;
  String.concat "" (List.map (fun c -> Printf.sprintf "%02x" (Char.code c)) (List.of_seq (Buffer.to_seq buffer)))

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
    Printf.printf "put %s %s\n" (payload p) (client s)
  | [ "deliver"; node; message ] ->
    let node = int_of_string node in
    let key, value, p, sender = List.nth !messages (int_of_string message) in
    let r = replicas.(node) in
    let guard = C.put_guard key value p sender node r in
    let seen = C.put_seen key value p sender node r in
    if guard then replicas.(node) <- C.put key value p sender node r;
    Printf.printf "deliver %b %b\n" guard seen
  | [ "get"; node; key ] ->
    let node = int_of_string node in
    let g, s = C.get_request key node clients.(node) in
    clients.(node) <- s;
    let r = replicas.(node) in
    if C.get_guard key g node node r then begin
      let (value, a), r = C.get key g node node r in
      replicas.(node) <- r;
      clients.(node) <- C.get_response key value a node clients.(node);
      Printf.printf "get %s %s %s\n" value (answer a) (client clients.(node))
    end
    else print_endline "get not yet"
  | _ -> failwith line

let () =
  try
    while true do
      command (input_line stdin)
    done
  with End_of_file -> ()
