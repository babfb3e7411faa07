package org.postrider.smtp.server;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.stream.Stream;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;

/** The memory of this process, as the Java virtual machine and the buffers of sockets know it. Looks, and changes nothing. */
final class Memory {

    // those in which objects end that stay: what was used there after a collection is what is in use
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()
                    && pool.getCollectionUsage() != null).toList();

    private Memory() {}

    /** Octets of the heap that were in use after the last collection that looked at all of them. */
    static long heap() {
        return usages().mapToLong(MemoryUsage::getUsed).sum();
    }

    /** Percent of what the heap has for objects that stay. */
    static int heapPercent() {
        return usages().filter(usage -> usage.getMax() > 0)
                .mapToInt(usage -> (int) (100 * usage.getUsed() / usage.getMax())).max().orElse(0);
    }

    private static Stream<MemoryUsage> usages() {
        return POOLS.stream().map(MemoryPoolMXBean::getCollectionUsage);
    }

    /** Octets outside the heap that the buffers of sockets have taken. */
    static long direct() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    /** Percent of what there may be outside the heap. */
    static int directPercent() {
        return (int) (100 * direct() / PlatformDependent.maxDirectMemory());
    }
}
