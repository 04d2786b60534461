package dev.espalier.store.tls;

import java.util.concurrent.atomic.AtomicBoolean;

/** Looks every so often whether the files of keys and certificates have changed; the event loop does not wait for it. */
public final class TlsWatch {
    private final Tls tls;
    private final AtomicBoolean looking = new AtomicBoolean();
    private int seconds;

    public TlsWatch(Tls tls) {
        this.tls = tls;
    }

    /** To be called once a second. */
    public void second() {
        int interval = tls.settings().reloadSeconds();
        if (interval > 0 && ++seconds >= interval) {
            seconds = 0;
            look();
        }
    }

    /** Looks now, in a thread of its own. */
    public void look() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("espalier-tls").start(() -> {
                try {
                    tls.reloadIfChanged();
                } finally {
                    looking.set(false);
                }
            });
        }
    }
}
