package org.postrider.example.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.postrider.api.message.Address;

/** Codes of six digits that change every 30 seconds, by HMAC-SHA-256 (RFC 6238). One that was used is not used again. */
final class OneTimeCodes {

    private static final int SECONDS = 30;
    private static final int SHORTEST = 16; // RFC 4226 4, R6: 128 bits

    private final Map<String, SecretKeySpec> secrets = new HashMap<>();
    private final Map<String, Long> used = new HashMap<>();
    private final Clock clock;

    /** @throws IllegalArgumentException if an entry is wrong; the message says which, without the secret */
    OneTimeCodes(String[] entries, Clock clock) {
        this.clock = clock;
        for (String entry : String.join(",", entries).split(",")) {
            if (!entry.isBlank()) {
                add(entry.substring(0, Math.max(0, entry.lastIndexOf('='))).strip(), entry);
            }
        }
    }

    private void add(String name, String entry) {
        try {
            byte[] secret = HexFormat.of().parseHex(entry.substring(entry.lastIndexOf('=') + 1).strip());
            if (secret.length >= SHORTEST) {
                secrets.put(key(Address.parse(name)), new SecretKeySpec(secret, "HmacSHA256"));
                return;
            }
        } catch (IllegalArgumentException e) {
            // what it says may quote the secret
        }
        throw new IllegalArgumentException(".secrets: found an entry for '" + name
                + "' that is not allowed; allowed is address=secret, at least 32 hexadecimal digits");
    }

    private static String key(Address account) {
        return account.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether the device of the account shows this code; its clock may be half a minute wrong (RFC 6238 5.2). */
    synchronized boolean accept(Address account, String code) {
        SecretKeySpec secret = secrets.get(key(account));
        long now = clock.instant().getEpochSecond() / SECONDS;
        for (long step = now - 1; secret != null && step <= now + 1; step++) {
            boolean same = MessageDigest.isEqual(octets(code(secret, step)), octets(code));
            if (same && step > used.getOrDefault(key(account), -1L)) {
                used.put(key(account), step);
                return true;
            }
        }
        return false;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String code(SecretKeySpec secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf; // RFC 4226 5.3
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HmacSHA256", e);
        }
    }
}
