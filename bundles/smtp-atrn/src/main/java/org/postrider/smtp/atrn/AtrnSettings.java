package org.postrider.smtp.atrn;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.smtp.protocol.client.ClientTimeouts;

/**
 * The configuration, checked.
 *
 * @param accounts the domains of each account
 * @param hostname what we call ourselves
 * @param turns turned connections at once
 * @param timeouts of each step of a conversation
 */
record AtrnSettings(Map<Address, Set<Domain>> accounts, String hostname, int turns, ClientTimeouts timeouts) {

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and why */
    static AtrnSettings of(AtrnConfig config) {
        Duration step = Duration.ofSeconds(inRange("timeout", config.timeout(), 3600));
        return new AtrnSettings(accounts(config.accounts()), hostname(config.hostname()),
                inRange("turns", config.turns(), 8), new ClientTimeouts(step, step, step, step, step.multipliedBy(2)));
    }

    private static Map<Address, Set<Domain>> accounts(String text) {
        Map<Address, Set<Domain>> accounts = new HashMap<>();
        Arrays.stream(text.split(",")).map(String::strip).filter(one -> !one.isEmpty()).forEach(one -> add(one, accounts));
        return Map.copyOf(accounts);
    }

    private static void add(String line, Map<Address, Set<Domain>> accounts) {
        int sign = line.lastIndexOf('=');
        try {
            Address account = Address.parse(line.substring(0, Math.max(0, sign)).strip());
            Set<Domain> domains = domains(line.substring(sign + 1).strip().split("\\s+"));
            if (accounts.put(account, domains) != null) {
                throw new IllegalArgumentException("the account is there twice");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("accounts: \"" + line + "\" is not account=domain ...: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if one is not a domain; the message says why */
    static Set<Domain> domains(String... names) {
        Set<Domain> domains = new LinkedHashSet<>();
        for (String name : names) {
            domains.add(new Domain(name));
        }
        return domains;
    }

    private static String hostname(String text) {
        try {
            return new Domain(text.strip()).name();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("hostname is \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static int inRange(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " is " + value + "; allowed is 1 to " + max);
        }
        return value;
    }
}
