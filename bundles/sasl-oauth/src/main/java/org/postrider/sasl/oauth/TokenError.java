package org.postrider.sasl.oauth;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;

/** What clients are told whose token does not do. */
final class TokenError {

    private TokenError() {}

    /** RFC 7628 3.2.2. */
    static byte[] oauthBearer(OauthSettings settings) {
        return of(settings, "status", "invalid_token");
    }

    /** As Google has it. */
    static byte[] xoauth2(OauthSettings settings) {
        return of(settings, "status", "401", "schemes", "bearer");
    }

    private static byte[] of(OauthSettings settings, String... first) {
        Map<String, Object> error = new LinkedHashMap<>();
        for (int i = 0; i < first.length; i += 2) {
            error.put(first[i], first[i + 1]);
        }
        if (!settings.scope().isEmpty()) {
            error.put("scope", settings.scope());
        }
        settings.discovery().ifPresent(url -> error.put("openid-configuration", url.toString()));
        return JSONObjectUtils.toJSONString(error).getBytes(StandardCharsets.UTF_8);
    }
}
