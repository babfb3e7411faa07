package org.postrider.example.observer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.event.DeliveryAttempted;
import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailObserver;
import org.postrider.api.event.MessageAccepted;
import org.postrider.api.event.MessageRefused;

/** Writes one line for each thing that happens to mail. */
@Component(configurationPid = "org.postrider.example.observer")
@Designate(ocd = FileObserver.Configuration.class)
public final class FileObserver implements MailObserver {

    /** What the administrator may set, in etc/org.postrider.example.observer.cfg. */
    @ObjectClassDefinition(name = "Observer example", description = "Writes one line for each mail event.")
    public @interface Configuration {

        @AttributeDefinition(name = "File", description = "Where the lines go; relative to the data directory.")
        String file() default "observer-example.log";
    }

    private final Path file;

    @Activate
    public FileObserver(Configuration configuration) {
        this.file = Path.of(System.getProperty("postrider.home", ".")).resolve(configuration.file());
    }

    @Override
    public void on(MailEvent event) {
        String line = event.at() + " " + describe(event).replaceAll("\\p{Cntrl}", "?") + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the platform logs it and goes on
        }
    }

    /** A later version of the platform may tell of more than is known here. */
    private static String describe(MailEvent event) {
        if (event instanceof MessageAccepted m) {
            return "accepted " + m.id() + " from <" + m.envelope().reversePath() + "> " + m.size() + " octets";
        }
        if (event instanceof MessageRefused m) {
            return "refused at " + m.stage() + " by " + m.decidedBy() + ": " + m.reply();
        }
        if (event instanceof DeliveryAttempted m) {
            return "delivery " + m.id() + " to <" + m.recipient() + ">: " + m.outcome().reply();
        }
        return event.getClass().getSimpleName();
    }
}
