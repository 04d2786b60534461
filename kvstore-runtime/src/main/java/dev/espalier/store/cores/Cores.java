package dev.espalier.store.cores;

import dev.espalier.core.StoreCore;
import dev.espalier.store.config.NodeStartException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cores that the class path offers by {@link ServiceLoader}. */
public final class Cores {
    private static final Logger log = LoggerFactory.getLogger(Cores.class);

    private Cores() {}

    /** All cores with what is known about each, verified or not. */
    public static List<LoadedCore> available(ClassLoader loader) throws NodeStartException {
        List<LoadedCore> found = new ArrayList<>();
        CertificateCheck check = new CertificateCheck(loader);
        try {
            for (StoreCore core : ServiceLoader.load(StoreCore.class, loader)) {
                found.add(new LoadedCore(core, check.identify(core)));
            }
        } catch (ServiceConfigurationError e) {
            throw new NodeStartException(
                    "the cores on the class path cannot be listed (" + e.getMessage() + "); rebuild verified-cores", e);
        }
        return found;
    }

    /**
     * The core called {@code name}.
     *
     * @param allowUnverified whether it may lack a matching certificate; then the log says so
     * @throws NodeStartException if there is none, more than one, or one that may not be run
     */
    public static LoadedCore load(String name, boolean allowUnverified, ClassLoader loader) throws NodeStartException {
        List<LoadedCore> all = available(loader);
        List<LoadedCore> matching =
                all.stream().filter(core -> core.identity().name().equals(name)).toList();
        if (matching.isEmpty()) {
            throw new NodeStartException("there is no core \"" + name + "\" on the class path; there are "
                    + all.stream().map(core -> core.identity().name()).sorted().toList());
        }
        if (matching.size() > 1) {
            throw new NodeStartException(
                    "core \"" + name + "\" is on the class path " + matching.size() + " times; remove all but one");
        }
        LoadedCore core = matching.getFirst();
        if (!core.identity().isVerified()) {
            if (!allowUnverified) {
                throw new NodeStartException("core \"" + name + "\" is not verified: "
                        + core.identity().distrust() + "; make it anew with `espalier core build " + name
                        + "`, or set allow-unverified-core yes");
            }
            log.warn("core {} runs UNVERIFIED: {}", name, core.identity().distrust());
        }
        return core;
    }

    /** As {@link #load(String, boolean, ClassLoader)}, from the class path that this class came from. */
    public static LoadedCore load(String name, boolean allowUnverified) throws NodeStartException {
        return load(name, allowUnverified, Cores.class.getClassLoader());
    }
}
