package org.postrider.tls;

import java.util.HashMap;
import java.util.Map;

import org.postrider.testing.config.Configured;

/** Configurations of certificates. */
final class TestConfig {

    private TestConfig() {}

    static CertificateConfig of(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("certificate", ""));
        all.putAll(values);
        return Configured.with(CertificateConfig.class, all);
    }
}
