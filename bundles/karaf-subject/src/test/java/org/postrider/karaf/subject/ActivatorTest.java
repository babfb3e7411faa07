package org.postrider.karaf.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.util.jaas.JaasHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

class ActivatorTest {

    private final List<Object> registered = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();
    private byte[] bytes;

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 23})
    void whereTheMethodWorksNothingIsRegistered(int java) {
        new Activator(java).start(context());
        assertThat(registered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 26})
    void whereItDoesNotClassesOfKarafAreWovenAndNoOthers(int java) throws IOException {
        new Activator(java).start(context());
        byte[] before = helper();
        weave("com.example.plugin", before);
        assertThat(bytes).isSameAs(before);
        assertThat(imports).isEmpty();

        weave("org.apache.karaf.shell.core", before);
        assertThat(bytes).isNotEqualTo(before);
        assertThat(imports).containsExactly("org.postrider.karaf.subject");
    }

    @Test
    void itStartsOnTheJavaOfThisTest() {
        new Activator().start(context());
        assertThat(registered).hasSize(Runtime.version().feature() >= 24 ? 1 : 0);
    }

    private void weave(String bundle, byte[] type) {
        bytes = type;
        ((WeavingHook) registered.get(0)).weave(wovenClass(bundle));
    }

    private static byte[] helper() throws IOException {
        try (InputStream in = JaasHelper.class.getResourceAsStream("JaasHelper.class")) {
            return in.readAllBytes();
        }
    }

    private BundleContext context() {
        return fake(BundleContext.class, (proxy, method, arguments) -> {
            registered.add(arguments[1]);
            return null;
        });
    }

    private WovenClass wovenClass(String bundle) {
        BundleRevision revision = fake(BundleRevision.class, (proxy, method, arguments) -> bundle);
        BundleWiring wiring = fake(BundleWiring.class, (proxy, method, arguments) -> revision);
        return fake(WovenClass.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getBundleWiring" -> wiring;
            case "getBytes" -> bytes;
            case "getDynamicImports" -> imports;
            case "setBytes" -> bytes = (byte[]) arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
