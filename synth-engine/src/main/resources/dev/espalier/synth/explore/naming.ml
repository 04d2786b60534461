(** Names by what a value means, put together from its type. They find states
    equal that are represented differently: a function of keys is named by its
    values at the program's keys, so that a store kept as a chain of functions
    is named by what it holds and not by how it came to hold it. That is sound
    as long as a machine meets no other keys and clients than the program's,
    which it has no way to make. A set of the kit is a list, and is named as the
    list that it is: nothing keeps a machine from looking at the order. *)

(** Writes a name. Of one type, no name is the beginning of another. *)
type 'a t = Buffer.t -> 'a -> unit

let int b (x : int) =
  Buffer.add_string b (string_of_int x);
  Buffer.add_char b ' '

let bool b x = Buffer.add_char b (if x then 't' else 'f')
let unit (_ : Buffer.t) () = ()

(** Where the type tells nothing. *)
let opaque b x = Buffer.add_string b (Machine.name_of x)

let tag b name =
  int b (String.length name);
  Buffer.add_string b name

let option f b = function
  | None -> Buffer.add_char b '-'
  | Some x ->
      Buffer.add_char b '+';
      f b x

let list f b items =
  int b (List.length items);
  List.iter (f b) items

let map f = list (fun b (key, x) -> int b key; f b x)

let text f x =
  let b = Buffer.create 64 in
  f b x;
  Buffer.contents b

let table count f b x =
  for i = 0 to count - 1 do
    f b (x i)
  done

let of_keys f b x = table !Instance.keys f b x
let of_clients f b x = table !Instance.clients f b x
let of_values f b x = table !Instance.values f b x

(** The whole name, short. *)
let name f x = Digest.string (text f x)
