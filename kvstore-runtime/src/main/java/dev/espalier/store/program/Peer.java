package dev.espalier.store.program;

/** Where another node of the program takes peer connections. */
record Peer(int id, String host, int port) {}
