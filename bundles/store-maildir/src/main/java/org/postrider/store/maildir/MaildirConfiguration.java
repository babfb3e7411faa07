package org.postrider.store.maildir;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the Maildir store. */
@ObjectClassDefinition(
        id = "org.postrider.store.maildir", name = "Maildir store",
        description = "Keeps each mailbox as a Maildir: one file for each message.")
public @interface MaildirConfiguration {

    @AttributeDefinition(
            name = "Directory",
            description = "Where the mailboxes are, as <domain>/<user>/Maildir below it. Made if it is not there. "
                    + "tmp, new and cur of a mailbox must lie on one file system.")
    String directory() default "postrider-data/mail";

    @AttributeDefinition(
            name = "Host name",
            description = "The host part of the names of message files. Must differ between machines that deliver "
                    + "into the same directory.")
    String hostname() default "localhost";
}
