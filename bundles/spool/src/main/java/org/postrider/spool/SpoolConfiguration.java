package org.postrider.spool;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of the spool, {@code org.postrider.spool}. */
@ObjectClassDefinition(name = "Postrider Spool", description = "The durable log of accepted mail.")
@interface SpoolConfiguration {

    @AttributeDefinition(description = "Directory of the spool, on a local file system. Without it there is no spool.")
    String directory() default "";

    @AttributeDefinition(min = "1", max = "1024",
            description = "Size of a segment of the log in MiB. Applies to segments made from now on.")
    int segmentMiB() default 64;

    @AttributeDefinition(min = "1", max = "8192",
            description = "How much of a message is kept in memory until it is committed, in KiB. A larger message "
                    + "goes to a file of its own. At most half a segment.")
    int memoryPerMessageKiB() default 256;

    @AttributeDefinition(min = "1", max = "16384",
            description = "Memory for all messages that are being received together, in MiB. Beyond it, a message goes "
                    + "to a file however small it is.")
    int memoryTotalMiB() default 64;

    @AttributeDefinition(min = "0", max = "90",
            description = "Share of the disk that is left free, in percent. Below it no message is accepted "
                    + "(452 4.3.1).")
    int reservePercent() default 10;

    @AttributeDefinition(min = "0", max = "1048576",
            description = "Part of the disk that is left free, in MiB, if that is more than the share.")
    int reserveMiB() default 0;

    @AttributeDefinition(min = "1", max = "65536",
            description = "How many messages may wait for the disk. Beyond it a message is deferred (451 4.3.2).")
    int waiting() default 4096;

    @AttributeDefinition(
            options = {@Option(label = "survive a power cut", value = "power"),
                @Option(label = "survive the end of the process only", value = "process")},
            description = "What accepted mail survives: power (every batch is forced to the disk) or process (nothing "
                    + "is; a power cut or a crash of the machine loses accepted mail).")
    String durability() default "power";
}
