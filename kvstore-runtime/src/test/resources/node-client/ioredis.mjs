// What a program on Node does with a store by ioredis, the client that most of them were written for.
import Redis from "ioredis";
import assert from "node:assert/strict";
import { once } from "node:events";

const port = Number(process.argv[2]);
const connect = (options) => {
  const client = new Redis({ host: "127.0.0.1", port, ...options });
  client.on("error", (error) => { console.error(error); process.exit(1); });
  return client;
};
const client = connect({ db: 5 });
const first = connect({ keyPrefix: "app:" });

// The database is the client's, and the prefix too.
assert.equal(await client.set("key", "five"), "OK");
assert.equal(await first.get("key"), null);
assert.equal(await first.set("key", "zero", "EX", 100), "OK");
assert.deepEqual(await client.keys("*"), ["key"]);
assert.equal(await client.dbsize(), 1);
assert.equal(await client.move("key", 6), 1);

// Pipelines answer each command on its own, errors among them; transactions all together.
const answers = await client.pipeline().set("a", "1").incr("a").append("a", "x").incr("a").get("a").exec();
assert.deepEqual(answers.map(([error, value]) => (error ? error.message : value)),
  ["OK", 2, 2, "ERR value is not an integer or out of range", "2x"]);
assert.deepEqual(await client.multi().set("b", "1").incr("b").mget("a", "b", "c").exec(),
  [[null, "OK"], [null, 2], [null, ["2x", "2", null]]]);
await client.watch("b");
await client.duplicate().set("b", "9").then(() => assert.ok(true));
assert.equal(await client.multi().set("b", "0").exec(), null);
const auto = connect({ enableAutoPipelining: true, db: 5 });
assert.deepEqual(await Promise.all(["a", "b", "none"].map((key) => auto.get(key))), ["2x", "9", null]);

// Every key is streamed, once or more.
const pipeline = client.pipeline();
for (let i = 0; i < 1000; i++) {
  pipeline.set(`scan:${i}`, Buffer.from([0, 255, i & 255]));
}
await pipeline.exec();
const seen = new Set();
for await (const keys of client.scanStream({ match: "scan:*", count: 50 })) {
  keys.forEach((key) => seen.add(key));
}
assert.equal(seen.size, 1000);
assert.deepEqual(await client.getBuffer("scan:255"), Buffer.from([0, 255, 255]));

// Messages by name, by pattern, by shard.
const listener = connect();
await listener.subscribe("news");
await listener.psubscribe("ne*");
await listener.ssubscribe("shard");
const heard = Promise.all([once(listener, "message"), once(listener, "pmessage"), once(listener, "smessage")]);
assert.equal(await client.publish("news", "hello"), 2);
assert.equal(await client.spublish("shard", "apart"), 1);
assert.deepEqual(await heard, [["news", "hello"], ["ne*", "news", "hello"], ["shard", "apart"]]);

// Who watches is shown commands, with the database they ran in.
const monitor = await client.monitor();
const shown = once(monitor, "monitor");
await auto.get("a");
const [, words, , database] = await shown;
assert.deepEqual([words.map(String), String(database)], [["get", "a"], "5"]);
monitor.disconnect();

// A connection that is ended comes back with its password, its database and what it listened to.
await client.config("SET", "requirepass", "secret");
const known = connect({ password: "secret", db: 5 });
const patient = connect({ password: "secret" });
await patient.subscribe("again");
assert.equal(await known.get("a"), "2x");
const back = Promise.all([once(known, "ready"), once(patient, "ready")]);
const ids = [await known.client("ID")];
const list = await client.client("LIST", "TYPE", "pubsub");
ids.push(...list.split("\n").filter((line) => line.includes("sub=1 psub=0 ssub=0")).map((line) => /id=(\d+)/.exec(line)[1]));
for (const id of ids) {
  await client.client("KILL", "ID", id);
}
await back;
assert.equal(await known.get("a"), "2x");
const message = once(patient, "message");
while (await client.publish("again", "there") === 0) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
assert.deepEqual(await message, ["again", "there"]);
await client.config("SET", "requirepass", "");

assert.equal(await client.save(), "OK");
assert.ok(Math.abs(await client.lastsave() - Date.now() / 1000) < 3600);
await client.flushall();
assert.equal(await client.dbsize(), 0);
console.log("passed");
process.exit(0);
