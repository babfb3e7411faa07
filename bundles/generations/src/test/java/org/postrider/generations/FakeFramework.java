package org.postrider.generations;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Bundles that start, stop and go, and remember it. */
final class FakeFramework {

    static final long OWN = 1;

    final List<String> told = new ArrayList<>();
    private final Map<Long, FakeBundle> bundles = new TreeMap<>();
    private final List<BundleListener> listeners = new ArrayList<>();
    private final Path home;
    private long last;

    FakeFramework(Path home) {
        this.home = home;
        add("org.postrider.generations", "1.0.0");
    }

    /** One that runs. */
    Bundle add(String name, String version, String... services) {
        return add(name, version, "mvn:" + name + "/" + version, services);
    }

    Bundle add(String name, String version, String location, String[] services) {
        FakeBundle bundle = new FakeBundle(++last, name, version, location, List.of(services));
        bundles.put(bundle.id, bundle);
        bundle.state = Bundle.ACTIVE;
        return bundle.facade;
    }

    List<String> running() {
        return bundles.values().stream().filter(it -> it.id != OWN && it.state == Bundle.ACTIVE)
                .map(it -> it.name + " " + it.version).sorted().toList();
    }

    void tell(int type, Bundle bundle) {
        listeners.forEach(it -> it.bundleChanged(new BundleEvent(type, bundle)));
    }

    BundleContext context() {
        return proxy(BundleContext.class, (method, args) -> switch (method) {
            case "getBundle" -> args.length == 0 ? bundles.get(OWN).facade
                    : Optional.ofNullable(bundles.get(args[0])).map(it -> it.facade).orElse(null);
            case "getBundles" -> bundles.values().stream().map(it -> it.facade).toArray(Bundle[]::new);
            case "getDataFile" -> home.resolve((String) args[0]).toFile();
            case "getProperty" -> home.toString();
            case "addBundleListener" -> listeners.add((BundleListener) args[0]);
            case "removeBundleListener" -> listeners.remove(args[0]);
            case "getServiceReference" -> proxy(ServiceReference.class, (m, a) -> null);
            case "installBundle" -> install((String) args[0], (InputStream) args[1]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** A file of a test has the name and version of its bundle in its own name. */
    private Bundle install(String location, InputStream octets) throws Exception {
        if (new String(octets.readAllBytes()).equals("broken")) {
            throw new BundleException("it is broken");
        }
        String file = location.substring(location.lastIndexOf('/') + 1, location.lastIndexOf(".jar"));
        int dash = file.indexOf('-');
        return add(file.substring(0, dash), file.substring(dash + 1), location, new String[0]);
    }

    interface Answers {
        Object to(String method, Object... args) throws Exception;
    }

    static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) ->
                switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == args[0];
                    default -> answers.to(method.getName(), args == null ? new Object[0] : args);
                }));
    }

    private final class FakeBundle {

        private final long id;
        private final String name;
        private final String version;
        private final String location;
        private final List<String> services;
        private final Bundle facade = proxy(Bundle.class, this::answer);
        private int state;

        FakeBundle(long id, String name, String version, String location, List<String> services) {
            this.id = id;
            this.name = name;
            this.version = version;
            this.location = location;
            this.services = services;
        }

        private Object answer(String method, Object... args) {
            return switch (method) {
                case "getBundleId" -> id;
                case "getSymbolicName" -> name;
                case "getVersion" -> Version.parseVersion(version);
                case "getLocation" -> location;
                case "getState" -> state;
                case "getLastModified" -> 0L;
                case "getRegisteredServices" -> services.stream().map(it -> proxy(ServiceReference.class,
                        (m, a) -> new String[] {it})).toArray(ServiceReference[]::new);
                case "adapt" -> proxy(BundleStartLevel.class, (m, a) -> m.equals("getStartLevel") ? 80 : null);
                case "toString" -> name + " " + version;
                case "start" -> null;
                case "stop" -> become(Bundle.RESOLVED, "stop");
                case "uninstall" -> become(Bundle.UNINSTALLED, "uninstall");
                default -> throw new UnsupportedOperationException(method);
            };
        }

        private Object become(int next, String how) {
            state = next;
            told.add(how + " " + version);
            if (next == Bundle.UNINSTALLED) {
                bundles.remove(id);
                tell(BundleEvent.UNINSTALLED, facade);
            }
            return null;
        }
    }
}
