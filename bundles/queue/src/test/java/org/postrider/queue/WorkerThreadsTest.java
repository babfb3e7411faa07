package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerThreadsTest {

    private static final InheritableThreadLocal<String> OF_THE_CALLER = new InheritableThreadLocal<>();

    private record Seen(String name, boolean virtual, String inherited, ClassLoader loader) {

        static Seen now() {
            Thread thread = Thread.currentThread();
            return new Seen(thread.getName(), thread.toString().startsWith("VirtualThread"), OF_THE_CALLER.get(),
                    thread.getContextClassLoader());
        }
    }

    @Test
    void theyAreVirtualWhereJavaHasThem() throws Exception {
        assertThat(seen(WorkerThreads.open()).virtual()).isEqualTo(Runtime.version().feature() >= 21);
    }

    /** A shell session that flushes the queue, say, must not leave its user and its class loader on a thread. */
    @Test
    void theyAreOursWhoeverNeedsThem() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader session = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(session);
            OF_THE_CALLER.set("secret");
            assertOurs(seen(WorkerThreads.open()));
            assertOurs(seen(WorkerThreads.platform()));
        } finally {
            OF_THE_CALLER.remove();
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void assertOurs(Seen seen) {
        assertThat(seen.name()).startsWith("postrider-delivery-");
        assertThat(seen.inherited()).isNull();
        assertThat(seen.loader()).isSameAs(WorkerThreads.class.getClassLoader());
    }

    private static Seen seen(ExecutorService threads) throws Exception {
        try {
            return CompletableFuture.supplyAsync(Seen::now, threads).get(10, TimeUnit.SECONDS);
        } finally {
            threads.shutdown();
        }
    }
}
