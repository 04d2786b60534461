(* Any value by its shape in memory: numbers and constant constructors as numbers, blocks with their tags, functions as
   such. The Java side prints the same of its records. *)
let rec shape v =
  if Obj.is_int v then string_of_int (Obj.obj v)
  else
    let tag = Obj.tag v in
    if tag = Obj.string_tag then (Obj.obj v : string)
    else if tag = Obj.closure_tag || tag = Obj.infix_tag then "fun"
    else
      let parts = List.init (Obj.size v) (fun i -> shape (Obj.field v i)) in
      Printf.sprintf "(%d %s)" tag (String.concat " " parts)

let dump v = shape (Obj.repr v)

let each_line command =
  try
    while true do
      command (input_line stdin)
    done
  with End_of_file -> ()
