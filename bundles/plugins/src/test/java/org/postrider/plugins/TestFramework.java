package org.postrider.plugins;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** The framework of the server, with nothing in it but what a test puts there. */
final class TestFramework implements AutoCloseable {

    private static final long PATIENCE = 30_000;

    private final Framework framework;

    private TestFramework(Framework framework) {
        this.framework = framework;
    }

    static TestFramework start(Path cache) throws BundleException {
        Framework framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, cache.toString(),
                "felix.log.level", "0"));
        framework.start();
        return new TestFramework(framework);
    }

    /** A framework with the API of this name and version. */
    static TestFramework withApi(Path cache, String version) throws BundleException {
        TestFramework framework = start(cache);
        framework.run(TestJar.bundle("org.postrider.api", version)
                .with("Export-Package", "org.postrider.api.filter;version=" + version));
        return framework;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Installed installed() {
        return new Installed(context());
    }

    Bundle run(TestJar jar) throws BundleException {
        byte[] octets = jar.octets();
        Bundle bundle = context().installBundle("test:" + Sha256.of(octets), new ByteArrayInputStream(octets));
        bundle.start();
        return bundle;
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(PATIENCE);
    }
}
