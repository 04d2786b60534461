package dev.espalier.core.state;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map of which every version stays as it is: a hash array mapped trie (Bagwell, "Ideal Hash Trees", 2001). A change
 * copies the nodes on one path, some seven at most; keys whose hashes are equal share a node that is searched in order.
 */
final class PersistentMap<K, V> implements StateMap<K, V> {
    static final StateMaps.Persistent MAPS = new StateMaps.Persistent() {
        @Override
        public <K, V> StateMap<K, V> empty() {
            return new PersistentMap<>(null);
        }
    };

    /** Bits of the hash that one level uses. */
    private static final int BITS = 5;

    private static final int MASK = (1 << BITS) - 1;

    /** From here on the hash has no more bits. */
    private static final int DEEPEST = 35;

    private final @Nullable Node root;

    private PersistentMap(@Nullable Node root) {
        this.root = root;
    }

    private sealed interface Node {}

    /** One entry, or several whose hashes are equal. */
    private record Leaf(
            int hash, Object key, Object value, @Nullable Leaf next) implements Node {}

    /** Children by the next bits of the hash; those present are packed. */
    private record Branch(int present, Node[] children) implements Node {
        int index(int bit) {
            return Integer.bitCount(present & (bit - 1));
        }
    }

    @Override
    @SuppressWarnings("unchecked") // only a V is added for a key
    public @Nullable V get(K key) {
        int hash = spread(key);
        Node node = root;
        for (int shift = 0; node instanceof Branch branch; shift += BITS) {
            int bit = bit(hash, shift);
            node = (branch.present & bit) == 0 ? null : branch.children[branch.index(bit)];
        }
        for (Leaf leaf = (Leaf) node; leaf != null; leaf = leaf.next) {
            if (leaf.hash == hash && leaf.key.equals(key)) {
                return (V) leaf.value;
            }
        }
        return null;
    }

    @Override
    public StateMap<K, V> add(K key, V value) {
        int hash = spread(key);
        return new PersistentMap<>(added(root, 0, new Leaf(hash, key, Objects.requireNonNull(value), null)));
    }

    @Override
    public StateMap<K, V> remove(K key) {
        return get(key) == null ? this : new PersistentMap<>(removed(root, 0, spread(key), key));
    }

    private static Node added(@Nullable Node node, int shift, Leaf leaf) {
        return switch (node) {
            case null -> leaf;
            case Leaf old
            when old.hash == leaf.hash -> new Leaf(leaf.hash, leaf.key, leaf.value, without(old, leaf.key));
            case Leaf old -> added(new Branch(bit(old.hash, shift), new Node[] {old}), shift, leaf);
            case Branch branch -> {
                int bit = bit(leaf.hash, shift);
                int index = branch.index(bit);
                if ((branch.present & bit) == 0) {
                    Node[] children = new Node[branch.children.length + 1];
                    System.arraycopy(branch.children, 0, children, 0, index);
                    children[index] = leaf;
                    System.arraycopy(branch.children, index, children, index + 1, branch.children.length - index);
                    yield new Branch(branch.present | bit, children);
                }
                yield replaced(branch, index, added(branch.children[index], shift + BITS, leaf));
            }
        };
    }

    private static @Nullable Node removed(@Nullable Node node, int shift, int hash, Object key) {
        return switch (node) {
            case null -> null;
            case Leaf leaf -> without(leaf, key);
            case Branch branch -> {
                int bit = bit(hash, shift);
                int index = branch.index(bit);
                Node child = removed(branch.children[index], shift + BITS, hash, key);
                if (child != null) {
                    yield branch.children.length == 1 && child instanceof Leaf ? child : replaced(branch, index, child);
                }
                if (branch.children.length == 1) {
                    yield null;
                }
                Node[] children = new Node[branch.children.length - 1];
                System.arraycopy(branch.children, 0, children, 0, index);
                System.arraycopy(branch.children, index + 1, children, index, children.length - index);
                yield children.length == 1 && children[0] instanceof Leaf only
                        ? only
                        : new Branch(branch.present & ~bit, children);
            }
        };
    }

    private static Branch replaced(Branch branch, int index, Node child) {
        Node[] children = branch.children.clone();
        children[index] = child;
        return new Branch(branch.present, children);
    }

    /** The entries of {@code leaf} but that of {@code key}; their number is that of equal hashes, hence small. */
    private static @Nullable Leaf without(@Nullable Leaf leaf, Object key) {
        if (leaf == null) {
            return null;
        }
        return leaf.key.equals(key) ? leaf.next : new Leaf(leaf.hash, leaf.key, leaf.value, without(leaf.next, key));
    }

    private static int bit(int hash, int shift) {
        if (shift >= DEEPEST) {
            throw new IllegalStateException("two hashes that differ in no bit");
        }
        return 1 << (hash >>> shift & MASK);
    }

    private static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 16;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        print(root, text);
        return text.append('}').toString();
    }

    private static void print(@Nullable Node node, StringBuilder text) {
        switch (node) {
            case null -> {}
            case Branch branch -> Arrays.stream(branch.children).forEach(child -> print(child, text));
            case Leaf first -> {
                for (Leaf leaf = first; leaf != null; leaf = leaf.next) {
                    text.append(text.length() > 1 ? ", " : "")
                            .append(leaf.key)
                            .append('=')
                            .append(leaf.value);
                }
            }
        }
    }
}
