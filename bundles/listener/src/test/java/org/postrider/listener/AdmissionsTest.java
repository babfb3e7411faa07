package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.postrider.listener.Admissions.Slot;
import org.postrider.net.Admission;
import org.postrider.net.ConnectionLimits;
import org.postrider.net.Endpoints;

class AdmissionsTest {

    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(90); // the clock may wrap around
    private final Admissions admissions = new Admissions(() -> now);

    @Test
    void ipv6ClientIsASixtyFour() throws Exception {
        ConnectionLimits limits = limits(100, 1, 100);
        assertThat(admit("2001:db8::1", limits)).isEqualTo(Admission.ADMITTED);
        assertThat(admit("2001:db8::2:3:4:5", limits)).isEqualTo(Admission.TOO_MANY_FROM_CLIENT);
        assertThat(admit("2001:db8:0:1::1", limits)).isEqualTo(Admission.ADMITTED);
        assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.ADMITTED);
        assertThat(admit("192.0.2.2", limits)).isEqualTo(Admission.ADMITTED);
        assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.TOO_MANY_FROM_CLIENT);
    }

    @Test
    void minuteSlides() throws Exception {
        ConnectionLimits limits = limits(1000, 1000, 60);
        for (int i = 0; i < 60; i++) {
            assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.ADMITTED);
        }
        pass(59);
        assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.TOO_FREQUENT);
        pass(31); // half of the minute before counts still
        int again = 0;
        while (admit("192.0.2.1", limits) == Admission.ADMITTED) {
            again++;
        }
        assertThat(again).isEqualTo(30);
        pass(120);
        assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void refusedAttemptsAreNotCounted() throws Exception {
        ConnectionLimits limits = limits(1000, 1000, 10);
        for (int i = 0; i < 1000; i++) {
            admit("192.0.2.1", limits);
        }
        pass(120);
        for (int i = 0; i < 10; i++) {
            assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.ADMITTED);
        }
    }

    @Test
    void neverMoreThanTwiceTheLimitInAnyMinute() throws Exception {
        Random random = new Random(5);
        ConnectionLimits limits = limits(100_000, 100_000, 50);
        ArrayDeque<Long> lastMinute = new ArrayDeque<>();
        int total = 0;
        for (int i = 0; i < 50_000; i++) {
            now += random.nextInt(100) == 0
                    ? TimeUnit.SECONDS.toNanos(random.nextInt(100)) : TimeUnit.MILLISECONDS.toNanos(random.nextInt(200));
            while (!lastMinute.isEmpty() && now - lastMinute.peek() >= TimeUnit.MINUTES.toNanos(1)) {
                lastMinute.remove();
            }
            if (admit("192.0.2.1", limits) == Admission.ADMITTED) {
                lastMinute.add(now);
                total++;
            }
            assertThat(lastMinute.size()).isLessThanOrEqualTo(100);
        }
        assertThat(total).isGreaterThan(1000);
    }

    @Test
    void memoryIsBoundedAndSessionsAreNotForgotten() throws Exception {
        ConnectionLimits limits = limits(1000, 1, 1000);
        assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.ADMITTED);
        for (int i = 0; i < 200_000; i++) {
            byte[] octets = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            admissions.release(admissions.admit(client(InetAddress.getByAddress(octets)), limits));
            int withSessionAndJustReleased = 2;
            assertThat(admissions.remembered())
                    .isLessThanOrEqualTo(Admissions.CAPACITY + withSessionAndJustReleased);
        }
        assertThat(admit("192.0.2.1", limits)).isEqualTo(Admission.TOO_MANY_FROM_CLIENT);
        assertThat(admissions.sessions()).isEqualTo(1);
    }

    @Test
    void releaseOfARefusalGivesNothingBack() throws Exception {
        ConnectionLimits limits = limits(1, 1, 100);
        Slot one = slot("192.0.2.1", limits);
        Slot two = slot("192.0.2.1", limits);
        assertThat(two.admission()).isEqualTo(Admission.TOO_MANY_SESSIONS);
        admissions.release(two);
        assertThat(admissions.sessions()).isEqualTo(1);
        admissions.release(one);
        assertThat(admissions.sessions()).isZero();
    }

    @Test
    void clientsOfAUnixSocketCountTogetherOnly() {
        ConnectionLimits limits = limits(3, 1, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(admissions.admit(Endpoints.UNIX_SOCKET, limits).admission()).isEqualTo(Admission.ADMITTED);
        }
        assertThat(admissions.admit(Endpoints.UNIX_SOCKET, limits).admission()).isEqualTo(Admission.TOO_MANY_SESSIONS);
        assertThat(admissions.remembered()).isZero();
    }

    private Slot slot(String address, ConnectionLimits limits) throws UnknownHostException {
        return admissions.admit(client(InetAddress.getByName(address)), limits);
    }

    private Admission admit(String address, ConnectionLimits limits) throws UnknownHostException {
        return slot(address, limits).admission();
    }

    private static Endpoints client(InetAddress address) {
        return new Endpoints(new InetSocketAddress(address, 40_000), Endpoints.NOBODY);
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private static ConnectionLimits limits(int sessions, int perClient, int perMinute) {
        return new ConnectionLimits(1, 1_000_000, sessions, perClient, perMinute, List.of());
    }
}
