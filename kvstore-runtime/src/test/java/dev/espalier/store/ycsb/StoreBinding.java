package dev.espalier.store.ycsb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import site.ycsb.ByteIterator;
import site.ycsb.DB;
import site.ycsb.Status;
import site.ycsb.StringByteIterator;

/** YCSB's view of a node. A record is one value: its fields, each with its length before name and content. */
final class StoreBinding extends DB {
    private final Jedis client;

    StoreBinding(Jedis client) {
        this.client = client;
    }

    @Override
    public Status read(String table, String key, Set<String> fields, Map<String, ByteIterator> result) {
        String record = client.get(key);
        if (record == null) {
            return Status.NOT_FOUND;
        }
        copy(decoded(record), fields, result);
        return Status.OK;
    }

    private static void copy(Map<String, String> record, Set<String> fields, Map<String, ByteIterator> result) {
        record.forEach((field, content) -> {
            if (fields == null || fields.contains(field)) {
                result.put(field, new StringByteIterator(content));
            }
        });
    }

    /** Keys have no order here, so all are walked over; the reads are one MGET, hence of one state. */
    @Override
    public Status scan(
            String table, String start, int count, Set<String> fields, Vector<HashMap<String, ByteIterator>> result) {
        TreeSet<String> keys = new TreeSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> step = client.scan(cursor, new ScanParams().count(1000));
            step.getResult().stream().filter(key -> key.compareTo(start) >= 0).forEach(keys::add);
            cursor = step.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        List<String> wanted = keys.stream().limit(count).toList();
        if (wanted.isEmpty()) {
            return Status.OK;
        }
        for (String record : client.mget(wanted.toArray(String[]::new))) {
            if (record == null) {
                return Status.ERROR;
            }
            HashMap<String, ByteIterator> row = new HashMap<>();
            copy(decoded(record), fields, row);
            result.add(row);
        }
        return Status.OK;
    }

    @Override
    public Status update(String table, String key, Map<String, ByteIterator> values) {
        String record = client.get(key);
        if (record == null) {
            return Status.NOT_FOUND;
        }
        Map<String, String> fields = decoded(record);
        values.forEach((field, content) -> fields.put(field, content.toString()));
        return write(key, fields);
    }

    @Override
    public Status insert(String table, String key, Map<String, ByteIterator> values) {
        Map<String, String> fields = new TreeMap<>();
        values.forEach((field, content) -> fields.put(field, content.toString()));
        return write(key, fields);
    }

    private Status write(String key, Map<String, String> fields) {
        StringBuilder record = new StringBuilder();
        fields.forEach((field, content) -> record.append(field.length())
                .append(' ')
                .append(content.length())
                .append(' ')
                .append(field)
                .append(content));
        return client.set(key, record.toString()).equals("OK") ? Status.OK : Status.ERROR;
    }

    private static Map<String, String> decoded(String record) {
        Map<String, String> fields = new TreeMap<>();
        int at = 0;
        while (at < record.length()) {
            int first = record.indexOf(' ', at);
            int second = record.indexOf(' ', first + 1);
            int name = second + 1 + Integer.parseInt(record.substring(at, first));
            int end = name + Integer.parseInt(record.substring(first + 1, second));
            fields.put(record.substring(second + 1, name), record.substring(name, end));
            at = end;
        }
        return fields;
    }

    @Override
    public Status delete(String table, String key) {
        return client.del(key.getBytes(ISO_8859_1)) == 1 ? Status.OK : Status.NOT_FOUND;
    }
}
