package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FilterThreadsTest {

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
        assertThat(seen(FilterThreads.create(1)).virtual()).isEqualTo(Runtime.version().feature() >= 21);
    }

    /** A session that happens to need a thread leaves nothing of its own on it. */
    @Test
    void theyAreOursWhoeverNeedsThem() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader session = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(session);
            OF_THE_CALLER.set("secret");
            assertOurs(seen(FilterThreads.create(1)));
            assertOurs(seen(FilterThreads.pool(1)));
        } finally {
            OF_THE_CALLER.remove();
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void assertOurs(Seen seen) {
        assertThat(seen.name()).startsWith("postrider-filter-");
        assertThat(seen.inherited()).isNull();
        assertThat(seen.loader()).isSameAs(FilterThreads.class.getClassLoader());
    }

    private static Seen seen(FilterThreads threads) throws Exception {
        try {
            return CompletableFuture.supplyAsync(Seen::now, threads).get(10, TimeUnit.SECONDS);
        } finally {
            threads.close();
        }
    }
}
