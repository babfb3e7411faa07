package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.RecordedMetrics;

class SmtpEngineTest {

    private static final Path DEFAULTS =
            Path.of("../../karaf-distribution/src/main/resources/etc/org.postrider.smtp.server.cfg");

    private static final long BUNDLE = 7;

    private static SmtpEngine engine() {
        return new SmtpEngine(context(), Configured.defaults(SmtpServerConfiguration.class));
    }

    private static BundleContext context() {
        Bundle bundle = proxy(Bundle.class, Map.of("getBundleId", BUNDLE, "getVersion", Version.parseVersion("1.2.3.x")));
        return proxy(BundleContext.class, Map.of("getBundle", bundle));
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> results) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, args) -> {
            assertThat(results).containsKey(called.getName());
            return results.get(called.getName());
        }));
    }

    @Test
    void versionIsThatOfTheBundle() {
        assertThat(engine().version()).isEqualTo("1.2.3.x");
    }

    @Test
    void noSessionsUseABundleThatNobodyHas() {
        assertThat(engine().sessions(BUNDLE)).isZero();
        assertThat(engine().sessions(BUNDLE + 1)).isZero();
        assertThat(engine().problem(BUNDLE)).isEmpty();
    }

    @Test
    void engineWithoutServicesHasNone() {
        assertThat(engine().spool()).isEmpty();
        assertThat(engine().directory()).isEmpty();
        assertThat(engine().filters()).isEmpty();
    }

    @Test
    void metricsComeAndGo() throws Exception {
        SmtpEngine engine = engine();
        RecordedMetrics first = new RecordedMetrics();
        RecordedMetrics second = new RecordedMetrics();
        engine.meters().accepted().increment();
        engine.bindMetrics(first);
        engine.meters().accepted().increment();
        engine.bindMetrics(second);
        engine.unbindMetrics(first);
        engine.meters().accepted().add(2);
        assertThat(first.value("smtp.messages.accepted")).isEqualTo(1);
        assertThat(second.value("smtp.messages.accepted")).isEqualTo(2);
        assertThat(first.read()).noneMatch(reading -> reading.name().equals("smtp.sessions.active"));
        assertThat(second.read()).anyMatch(reading -> reading.name().equals("smtp.sessions.active"));
        assertThat(second.read()).anyMatch(reading -> reading.name().equals("smtp.stress"));
        engine.stop();
        assertThat(second.read()).noneMatch(reading -> reading.name().equals("smtp.sessions.active"));
    }

    @Test
    void configurationThatIsNotAllowedIsRefusedAtStartAndPassedOverLater() {
        SmtpServerConfiguration wrong = Configured.with(
                SmtpServerConfiguration.class, Map.of("hostname", "not a name"));
        assertThatThrownBy(() -> new SmtpEngine(context(), wrong))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("hostname is \"not a name\"");
        engine().configure(wrong);
    }

    @ParameterizedTest
    @CsvSource({
        "postmaster, nobody, postmaster is", "bareLineFeed, perhaps, bareLineFeed is",
        "submissionBareLineFeed, '', submissionBareLineFeed is"})
    void wrongWordsAreNamed(String key, String value, String message) {
        SmtpServerConfiguration wrong = Configured.with(SmtpServerConfiguration.class, Map.of(key, value));
        assertThatThrownBy(() -> SessionPolicy.of(wrong)).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "recipients, 99", "messages, -1", "errors, 0", "junk, 0", "headerOctets, 999", "headerLines, 9", "hops, 0",
        "greetingDelay, -1", "serviceWait, 61", "greetingTimeout, 0", "commandTimeout, 3601", "dataTimeout, 0", "dataRate, 0",
        "dataWindow, 0",
        "finishTimeout, 0", "sessionTimeout, 59", "drain, 301"})
    void numbersOutOfRangeAreNamed(String key, int value) {
        SmtpServerConfiguration wrong = Configured.with(SmtpServerConfiguration.class, Map.of(key, value));
        assertThatThrownBy(() -> SessionPolicy.of(wrong))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(key + " is " + value);
    }

    @Test
    void defaultFileShowsEveryKeyWithItsDefault() throws IOException {
        Properties file = new Properties();
        try (var in = Files.newBufferedReader(DEFAULTS)) {
            file.load(in);
        }
        assertThat(file.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(SmtpServerConfiguration.class.getDeclaredMethods()).map(m -> m.getName()).toList());
        for (var method : SmtpServerConfiguration.class.getDeclaredMethods()) {
            String shown = file.getProperty(method.getName()).replaceFirst("^\\$\\[env:\\w+;default=(.*)]$", "$1");
            assertThat(shown).as(method.getName()).isEqualTo(String.valueOf(method.getDefaultValue()));
        }
    }
}
