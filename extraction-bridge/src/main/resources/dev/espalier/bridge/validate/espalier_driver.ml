(* Calls the values of an extracted file with arguments that it reads, and prints their results. Nothing here is made for
   one file: values are built and looked into by descriptions of their types, which come first. The Java side reads and
   prints the same texts (JavaValues.java); hash, order and limits must agree with it.

   A value:   12 t f u             integers, truth values, unit
              c65 s4142 d3ff0...   a character, a string in hexadecimal, the bits of a floating point number
              x5 z-7               an integer modulo 2^63, an integer without bounds
              (2 x y)              constructor 2 of its type, counted from 0; records are (0 x y)
              [x y]                a list
              n12                  constructor applied twelve times, of a type that counts
              <x> <!> ~            a lazy value: gives x, raises, not looked into
              {7 x y}              a function: gives x or y, by a hash of 7 and its arguments
              (@ 3 (i) x)          the result of value 3, at these types, for x
              F ? !                a function, something unknown, an exception: only in answers *)

exception Timeout
exception Too_large
exception Stuck

type text = Word of string | Group of char * text list

let mode : int ref ref = ref (ref 0)
let limit = 200_000

let read line =
  let length = String.length line in
  let place = ref 0 in
  let rec skip () = if !place < length && line.[!place] = ' ' then (incr place; skip ()) in
  let rec one () =
    skip ();
    match line.[!place] with
    | ('(' | '[' | '{' | '<') as opening ->
      incr place;
      let rec rest found =
        skip ();
        match line.[!place] with
        | ')' | ']' | '}' | '>' -> incr place; Group (opening, List.rev found)
        | _ -> let next = one () in rest (next :: found)
      in
      rest []
    | _ ->
      let start = !place in
      let rec word () =
        if !place < length then
          match line.[!place] with
          | ' ' | '(' | '[' | '{' | '<' | ')' | ']' | '}' | '>' -> ()
          | _ -> incr place; word ()
      in
      word ();
      Word (String.sub line start (!place - start))
  in
  one ()

let rec list_of text = match text with Group (_, all) -> all | Word w -> failwith ("no list: " ^ w)
and number text = match text with Word w -> int_of_string w | Group _ -> failwith "no number"

(* Types *)

type shape =
  | Int | Bool | Unit | Char | String | Float | Unsigned | Big | Opaque
  | Var of int
  | Fun of shape * shape
  | Lazy of shape
  | Data of int * shape list

type body = Variant of shape list array | Fields of shape list | Sequence | Count of int

let rec shape = function
  | Word "i" -> Int
  | Word "b" -> Bool
  | Word "u" -> Unit
  | Word "c" -> Char
  | Word "s" -> String
  | Word "d" -> Float
  | Word "x" -> Unsigned
  | Word "n" -> Big
  | Group (_, [Word "v"; n]) -> Var (number n)
  | Group (_, [Word "a"; a; b]) -> Fun (shape a, shape b)
  | Group (_, [Word "z"; a]) -> Lazy (shape a)
  | Group (_, Word "d" :: n :: all) -> Data (number n, List.map shape all)
  | _ -> Opaque

let body = function
  | Group (_, Word "variant" :: all) -> Variant (Array.of_list (List.map (fun c -> List.map shape (list_of c)) all))
  | Group (_, Word "fields" :: all) -> Fields (List.map shape all)
  | Group (_, [Word "count"; zero]) -> Count (number zero)
  | _ -> Sequence

let rec at types = function
  | Var n -> (match List.nth_opt types n with Some s -> s | None -> Opaque)
  | Fun (a, b) -> Fun (at types a, at types b)
  | Lazy a -> Lazy (at types a)
  | Data (n, all) -> Data (n, List.map (at types) all)
  | other -> other

let types : body array ref = ref [||]
let instances : (int * shape list, body) Hashtbl.t = Hashtbl.create 64

let instance n arguments =
  match Hashtbl.find_opt instances (n, arguments) with
  | Some known -> known
  | None ->
    let made =
      match !types.(n) with
      | Variant all -> Variant (Array.map (List.map (at arguments)) all)
      | Fields all -> Fields (List.map (at arguments) all)
      | other -> other
    in
    Hashtbl.add instances (n, arguments) made;
    made

(* Constructors without arguments are numbered apart from the others. *)
let tag all index =
  let rec count i n = if i = index then n else count (i + 1) (if (all.(i) = []) = (all.(index) = []) then n + 1 else n) in
  count 0 0

let constructor all constant tag =
  let rec find i n =
    if i >= Array.length all then None
    else if (all.(i) = []) = constant then if n = 0 then Some i else find (i + 1) (n - 1)
    else find (i + 1) n
  in
  find 0 tag

(* 32-bit FNV-1a *)
let hash text =
  let h = ref 0x811c9dc5 in
  String.iter (fun c -> h := ((!h lxor Char.code c) * 0x01000193) land 0xffffffff) text;
  !h

let apply (f : Obj.t) (x : Obj.t) : Obj.t = (Obj.obj f : Obj.t -> Obj.t) x

(* What is no exception of the value looked into: limits, and arithmetic that leaves its range when asked to say so. *)
let is_limit = function
  | Timeout | Too_large | Stack_overflow | Out_of_memory -> true
  | e -> let name = Printexc.exn_slot_name e in String.length name > 17 && String.sub name 0 17 = "Espalier_checked."

(* Integers without bounds that fit are plain ones; espalier_zarith.ml knows of the others. *)
let big_of_string : (string -> Obj.t) ref = ref (fun digits -> Obj.repr (int_of_string digits))
let big_to_string : (Obj.t -> string) ref =
  ref (fun value -> if Obj.is_int value then string_of_int (Obj.obj value) else "?")

let rest word = String.sub word 1 (String.length word - 1)

let hex_of text = String.concat "" (List.map (fun c -> Printf.sprintf "%02x" (Char.code c)) (List.of_seq (String.to_seq text)))
let of_hex digits = String.init (String.length digits / 2) (fun i -> Char.chr (int_of_string ("0x" ^ String.sub digits (2 * i) 2)))

let float_word value =
  if value <> value then "d7ff8000000000000" else Printf.sprintf "d%016Lx" (Int64.bits_of_float value)

(* Values *)

(* The arguments that a function of a type is tried on when it is in a result. *)
let probes : (shape, text list) Hashtbl.t = Hashtbl.create 16

let functions : (Obj.t * shape list * shape) array ref = ref [||]

let rec make shape text : Obj.t =
  match shape, text with
  | _, Group ('(', Word "@" :: f :: instance :: arguments) ->
    let value, parameters, _ = !functions.(number f) in
    let instance = List.map read_shape (list_of instance) in
    let made = List.map2 (fun p a -> make (at instance p) a) parameters arguments in
    List.fold_left apply value made
  | Int, Word w -> Obj.repr (int_of_string w)
  | Bool, Word w -> Obj.repr (w = "t")
  | Unit, _ -> Obj.repr ()
  | Char, Word w -> Obj.repr (Char.chr (int_of_string (rest w)))
  | String, Word w -> Obj.repr (of_hex (rest w))
  | Float, Word w -> Obj.repr (Int64.float_of_bits (Int64.of_string ("0x" ^ rest w)))
  | Unsigned, Word w -> Obj.repr (int_of_string (rest w))
  | Big, Word w -> !big_of_string (rest w)
  | Lazy _, Group ('<', [Word "!"]) -> Obj.repr (lazy (raise Stuck))
  | Lazy s, Group ('<', [x]) -> Obj.repr (lazy (make s x))
  | Fun _, Group ('{', salt :: results) -> table shape (Array.of_list results) (string_of_int (number salt))
  | Data (n, arguments), _ -> data (instance n arguments) arguments text
  | _ -> failwith "a value does not fit its type"

and read_shape text = shape text

and data body arguments text =
  match body, text with
  | Sequence, Group ('[', all) ->
    let element = List.hd arguments in
    List.fold_left (fun rest x -> Obj.repr (make element x :: Obj.obj rest)) (Obj.repr []) (List.rev all)
  | Count _, Word w ->
    let rec chain n value =
      if n = 0 then value
      else begin
        let next = Obj.new_block 0 1 in
        Obj.set_field next 0 value;
        chain (n - 1) next
      end
    in
    chain (int_of_string (String.sub w 1 (String.length w - 1))) (Obj.repr 0)
  | Fields shapes, Group ('(', _ :: all) -> block 0 shapes all
  | Variant constructors, Group ('(', index :: all) ->
    let index = number index in
    if all = [] then Obj.repr (tag constructors index) else block (tag constructors index) constructors.(index) all
  | _ -> failwith "a value does not fit its declaration"

and block tag shapes all =
  let made = Obj.new_block tag (List.length shapes) in
  List.iteri (fun i (s, x) -> Obj.set_field made i (make s x)) (List.combine shapes all);
  made

and table shape results seen =
  match shape with
  | Fun (from, into) ->
    Obj.repr (fun (x : Obj.t) ->
        let out = Buffer.create 64 in
        Buffer.add_string out seen;
        Buffer.add_char out ' ';
        print out (ref 0) from x;
        table into results (Buffer.contents out))
  | result -> make result results.(hash seen mod Array.length results)

(* [forces]: how many lazy values and functions are still looked into. *)
and print out forces shape (value : Obj.t) =
  if Buffer.length out > limit then raise Too_large;
  let add = Buffer.add_string out in
  let all tag shapes =
    add "(";
    add (string_of_int tag);
    List.iteri (fun i s -> add " "; print out forces s (Obj.field value i)) shapes;
    add ")"
  in
  match shape with
  | Int -> add (if Obj.is_int value then string_of_int (Obj.obj value) else "?")
  | Bool -> add (if value == Obj.repr true then "t" else if value == Obj.repr false then "f" else "?")
  | Unit -> add "u"
  | Char -> add ("c" ^ string_of_int (Obj.obj value))
  | String -> if Obj.is_block value && Obj.tag value = Obj.string_tag then add ("s" ^ hex_of (Obj.obj value)) else add "?"
  | Float -> if Obj.is_block value && Obj.tag value = Obj.double_tag then add (float_word (Obj.obj value)) else add "?"
  | Unsigned -> add ("x" ^ string_of_int (Obj.obj value))
  | Big -> add ("z" ^ !big_to_string value)
  | Opaque | Var _ -> add "?"
  | Fun (from, into) ->
    let tried = match Hashtbl.find_opt probes shape with Some all -> all | None -> [] in
    if tried = [] || !forces <= 0 then add "F"
    else begin
      decr forces;
      add "{";
      List.iteri (fun i probe ->
          if i > 0 then add " ";
          match apply value (make from probe) with
          | given -> print out forces into given
          | exception e when not (is_limit e) -> add "!") tried;
      add "}"
    end
  | Lazy s ->
    if !forces <= 0 then add "~"
    else begin
      decr forces;
      match Lazy.force (Obj.obj value : Obj.t Lazy.t) with
      | given -> add "<"; print out forces s given; add ">"
      | exception e when not (is_limit e) -> add "<!>"
    end
  | Data (n, arguments) ->
    match instance n arguments with
    | Sequence ->
      let element = List.hd arguments in
      let rec elements first v =
        if Obj.is_block v then begin
          if not first then add " ";
          print out forces element (Obj.field v 0);
          elements false (Obj.field v 1)
        end
      in
      add "["; elements true value; add "]"
    | Count _ ->
      let rec count n v = if Obj.is_block v then count (n + 1) (Obj.field v 0) else n in
      add ("n" ^ string_of_int (count 0 value))
    | Fields shapes -> if Obj.is_block value && Obj.size value = List.length shapes then all 0 shapes else add "?"
    | Variant constructors ->
      if Obj.is_int value then
        match constructor constructors true (Obj.obj value) with
        | Some index -> add ("(" ^ string_of_int index ^ ")")
        | None -> add "?"
      else
        match constructor constructors false (Obj.tag value) with
        | Some index when Obj.size value = List.length constructors.(index) -> all index constructors.(index)
        | _ -> add "?"

(* Requests *)

let forces_max = 40

let signature = function
  | Group (_, [parameters; result]) -> (List.map shape (list_of parameters), shape result)
  | _ -> failwith "no signature"

let alarm seconds =
  ignore (Unix.setitimer Unix.ITIMER_VIRTUAL { Unix.it_interval = 0.; it_value = seconds })

let answer seconds = function
  | Group (_, f :: instance :: arguments) ->
    let value, parameters, declared = !functions.(number f) in
    let instance = List.map shape (list_of instance) in
    let out = Buffer.create 256 in
    Buffer.add_char out '=';
    alarm seconds;
    (match
       let made = List.map2 (fun p a -> make (at instance p) a) parameters arguments in
       print out (ref forces_max) (at instance declared) (List.fold_left apply value made)
     with
     | () -> alarm 0.; Buffer.contents out
     | exception Timeout -> alarm 0.; "%time"
     | exception Stack_overflow -> alarm 0.; "%stack"
     | exception Out_of_memory -> alarm 0.; "%memory"
     | exception Too_large -> alarm 0.; "%size"
     | exception e -> alarm 0.; "!" ^ Printexc.exn_slot_name e)
  | _ -> failwith "no request"

(* What stands for a value of an open functor's parameter. *)
let given shape_text text = make (shape (read shape_text)) (read text)

let start arithmetic =
  mode := arithmetic;
  Sys.set_signal Sys.sigvtalrm (Sys.Signal_handle (fun _ -> raise Timeout));
  types := Array.of_list (List.map body (list_of (read (input_line stdin))))

let run values =
  let signatures = List.map signature (list_of (read (input_line stdin))) in
  functions := Array.of_list (List.map2 (fun v (p, r) -> (v, p, r)) (Array.to_list values) signatures);
  let seconds = float_of_string (input_line stdin) in
  print_endline "ready";
  try
    while true do
      let line = input_line stdin in
      if line <> "" && line.[0] = '#' then !mode := int_of_string (String.sub line 1 (String.length line - 1))
      else if line <> "" && line.[0] = '$' then
        match list_of (read (String.sub line 1 (String.length line - 1))) with
        | key :: all -> Hashtbl.replace probes (shape key) all
        | [] -> ()
      else begin
        print_endline (try answer seconds (read line) with Timeout -> "%time");
        flush stdout
      end
    done
  with End_of_file -> ()
