package org.postrider.directory.file;

import java.io.IOException;

import org.postrider.api.message.Domain;

/** What a directory without any domain begins with, so that a first message can be delivered. */
final class DefaultDomain {

    private static final Domain LOCALHOST = new Domain("localhost");
    private static final String TEXT = """
            # Mail for localhost. The account has no password: it receives mail and cannot log in.
            #   account NAME [PASSWORD-HASH] [disabled]
            #   alias NAME = ADDRESS, ADDRESS
            #   catchall = ADDRESS
            account postmaster
            """;

    private DefaultDomain() {}

    static void createIn(DomainFolder folder) throws IOException {
        if (folder.scan().isEmpty()) {
            try {
                folder.write(DomainFile.parse(LOCALHOST, DomainFolder.fileName(LOCALHOST), TEXT));
            } catch (DomainFileException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
