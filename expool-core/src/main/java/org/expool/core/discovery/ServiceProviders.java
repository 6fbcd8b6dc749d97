package org.expool.core.discovery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.expool.spi.Provider;

/** Fills a catalogue with the providers that {@link ServiceLoader} finds on the class or module path. Stateless. */
public final class ServiceProviders {

    private static final Logger LOG = System.getLogger(ServiceProviders.class.getName());

    private ServiceProviders() {}

    /**
     * Loads the providers of all contracts. Logs and skips those that cannot be loaded.
     *
     * @param loader sees the providers
     */
    public static ProviderCatalog load(ClassLoader loader) {
        List<Provider> found = new ArrayList<>();
        Abilities.CONTRACTS.forEach(contract -> collect(ServiceLoader.load(contract, loader), found));
        return ProviderCatalog.of(found);
    }

    private static void collect(ServiceLoader<? extends Provider> services, List<Provider> found) {
        Iterator<? extends Provider> iterator = services.iterator();
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    return;
                }
                found.add(iterator.next());
            } catch (ServiceConfigurationError e) {
                LOG.log(Level.WARNING, "a provider cannot be loaded and is skipped", e);
            }
        }
    }
}
