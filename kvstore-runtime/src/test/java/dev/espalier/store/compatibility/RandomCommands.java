package dev.espalier.store.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands over few keys and many kinds of arguments, right and wrong ones, the same for the same seed. */
final class RandomCommands {
    /** K a key, V a value, N a number, S a small number, F a type of field, P where it is, O any word, a bar between choices. */
    private static final List<String> SHAPES = List.of(
            "GET K",
            "SET K V",
            "SET K V",
            "SET K N",
            "SET K V NX|XX",
            "SET K V GET",
            "SET K V NX|XX GET",
            "SET K V EX|PX 100000|0|-1|x|9223372036854775807",
            "SET K V KEEPTTL",
            "SET K V O",
            "SETNX K V",
            "SETEX K 1000|0|-1|x V",
            "PSETEX K 1000000|0 V",
            "GETSET K V",
            "GETDEL K",
            "GETEX K",
            "GETEX K PERSIST",
            "GETEX K EX 1000|0|x",
            "GETEX K O",
            "MGET K K K",
            "MSET K V K V",
            "MSET K V K",
            "MSETNX K V K V",
            "APPEND K V",
            "STRLEN K",
            "SETRANGE K S V",
            "GETRANGE K S S",
            "SUBSTR K S S",
            "INCR K",
            "DECR K",
            "INCRBY K N",
            "DECRBY K N",
            "SETBIT K 0|7|13|-1|x 0|1|2",
            "GETBIT K 0|7|13|100",
            "BITCOUNT K",
            "BITCOUNT K S S",
            "BITCOUNT K S S BYTE|BIT|O",
            "BITPOS K 0|1|2",
            "BITPOS K 0|1 S",
            "BITPOS K 0|1 S S",
            "BITPOS K 0|1 S S BYTE|BIT|O",
            "BITOP AND|OR|XOR|NOT K K",
            "BITOP AND|OR|XOR|NOT K K K K",
            "BITFIELD K GET F P GET F P",
            "BITFIELD K SET F P N GET F P",
            "BITFIELD K OVERFLOW WRAP|SAT|FAIL|O SET F P N INCRBY F P N",
            "BITFIELD K INCRBY F P N OVERFLOW SAT|FAIL INCRBY F P N INCRBY F P N",
            "BITFIELD_RO K GET F P",
            "BITFIELD_RO K GET|SET F P N",
            "LCS K K",
            "LCS K K LEN",
            "LCS K K IDX",
            "LCS K K IDX WITHMATCHLEN MINMATCHLEN S",
            "DEL K K",
            "UNLINK K",
            "EXISTS K K K",
            "TOUCH K K",
            "TYPE K",
            "RENAME K K",
            "RENAMENX K K",
            "COPY K K",
            "COPY K K REPLACE",
            "COPY K K DB 0|1|15|16|x",
            "COPY K K REPLACE DB 0|1",
            "MOVE K 0|1|15|-1|x",
            "SELECT 0|1|15",
            "SELECT 0|16|x",
            "SWAPDB 0|1|16|x 0|1|15",
            "FLUSHDB",
            "OBJECT ENCODING K",
            "DEBUG DIGEST",
            "DEBUG DIGEST-VALUE K K",
            "EXPIRE K 1000|2000|-1|x",
            "EXPIRE K 1000|2000 NX|XX|GT|LT",
            "EXPIRE K 1000 NX|XX|GT|LT NX|XX|GT|LT",
            "PEXPIRE K 9223372036854775807|1000000",
            "EXPIREAT K 9999999999|1",
            "PEXPIREAT K 9999999999999|1",
            "EXPIRETIME K",
            "TTL K",
            "PERSIST K",
            "DBSIZE",
            "SETEX K",
            "O K");

    private static final List<String> VALUES = List.of(
            "",
            "a",
            "abc",
            "ohmytext",
            "mynewtext",
            "\u00c1",
            "\u00c1\u00c1",
            "\u00c1\u0001abcdefghij",
            "12",
            "-7",
            "9223372036854775807",
            "012",
            " 1",
            "1.5",
            "x".repeat(60));

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "12",
            "-9223372036854775808",
            "9223372036854775807",
            "9223372036854775808",
            "x",
            "",
            "1.5",
            "01",
            "+1");

    private final Random random;

    RandomCommands(long seed) {
        random = new Random(seed);
    }

    List<String> next() {
        List<String> command = new ArrayList<>();
        for (String word : any(SHAPES).split(" ", -1)) {
            command.add(
                    switch (word) {
                        case "K" -> "key" + random.nextInt(6);
                        case "V" -> any(VALUES);
                        case "N" -> any(NUMBERS);
                        case "S" -> Integer.toString(random.nextInt(24) - 12);
                        case "F" -> any(List.of("i", "u")) + random.nextInt(66);
                        case "P" -> any(List.of("", "#")) + (random.nextInt(20) - 1);
                        case "O" -> any(List.of("foo", "EX", "NX", "KEEPTTL", "PERSIST"));
                        default -> any(List.of(word.split("\\|", -1)));
                    });
        }
        return command;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
