package org.postrider.smtp.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.postrider.api.message.Address;

/**
 * How many messages each account has submitted lately. An account earns its messages one by one over the hour and may save
 * up as many as an hour brings; so whoever has stolen a password gets no more than twice that in the first hour. Accounts
 * are forgotten when they have all they can save, and beyond 100,000 of them the one that was counted longest ago. Safe
 * from any thread.
 */
final class AccountRates {

    private static final int MOST_ACCOUNTS = 100_000;
    private static final double HOUR = TimeUnit.HOURS.toNanos(1);

    private record Account(double used, long at) {}

    private final LongSupplier nanoTime;
    private final Map<Address, Account> accounts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Account> eldest) {
            return size() > MOST_ACCOUNTS;
        }
    };

    /** @param nanoTime a clock that only goes forward */
    AccountRates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Whether the account may submit another message.
     *
     * @param perHour messages; 0 for any number
     */
    synchronized boolean hasLeft(Address account, int perHour) {
        return perHour == 0 || used(account, perHour) + 1 <= perHour;
    }

    /** A message was accepted. */
    synchronized void count(Address account, int perHour) {
        if (perHour > 0) {
            accounts.put(account, new Account(used(account, perHour) + 1, nanoTime.getAsLong()));
        }
    }

    private double used(Address address, int perHour) {
        Account account = accounts.get(address);
        if (account == null) {
            return 0;
        }
        double left = account.used - perHour * ((nanoTime.getAsLong() - account.at) / HOUR);
        if (left <= 0) {
            accounts.remove(address);
        }
        return Math.max(0, left);
    }
}
