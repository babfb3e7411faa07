package org.postrider.directory.file;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the file directory. */
@ObjectClassDefinition(
        id = "org.postrider.directory.file", name = "File directory",
        description = "Domains, accounts and aliases from one text file for each domain.")
public @interface FileDirectoryConfiguration {

    @AttributeDefinition(
            name = "Directory",
            description = "Where the files <domain>.domain are. Made if it is not there. Changes count within 2 seconds.")
    String directory() default "postrider-data/domains";

    @AttributeDefinition(
            name = "Sub-address separator", max = "1", required = false,
            description = "The character that divides an account from a tag: with '+', mail for joe+shop goes to joe. "
                    + "Empty: no sub-addresses.")
    String separator() default "+";

    @AttributeDefinition(
            name = "Create a default domain",
            description = "Whether an empty directory gets the file localhost.domain with the account postmaster.")
    boolean createDefault() default true;

    @AttributeDefinition(
            name = "Rounds of a password", min = "4096", max = "10000000",
            description = "How often a password is hashed when it is set, and each time it is checked. Passwords that are "
                    + "set already keep their own number.")
    int rounds() default 600_000;
}
