package dev.espalier.core.state;

/**
 * Where a core's maps come from. A core that the bridge has checked to use each of its states once may be given maps
 * that are updated {@linkplain #inPlace in place}; any core may be given {@linkplain #persistent persistent} ones.
 */
public interface StateMaps {
    /** A map without entries. */
    <K, V> StateMap<K, V> empty();

    /**
     * Maps that are updated in place. A map that has been changed is spent: whoever still holds it and uses it gets an
     * {@link IllegalStateException}, never the changed entries. An {@link OwnedEntry} that it holds is overwritten when
     * another one takes its place.
     */
    static StateMaps inPlace() {
        return InPlaceMap.MAPS;
    }

    /** Maps of which every version stays as it is. */
    static Persistent persistent() {
        return PersistentMap.MAPS;
    }

    /** A source of persistent maps: what a core asks for that uses a state more than once. */
    interface Persistent extends StateMaps {}
}
