type key = string
type value = string
type client = int
type replica = int
let key_eq_dec (a : string) b = a = b
let value_eq_dec (a : string) b = a = b
let client_eq_dec (a : int) b = a = b
let replica_eq_dec (a : int) b = a = b
let client_leb (a : int) b = a <= b
