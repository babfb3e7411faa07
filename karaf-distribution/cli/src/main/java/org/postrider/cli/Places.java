package org.postrider.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The directories of an instance: readable and writable for us, and writable for nobody else.
 *
 * <p>Whoever can write to {@code etc}, {@code deploy}, {@code plugins} or {@code upgrades} runs code in the server.
 */
final class Places {

    private static final Set<PosixFilePermission> FOREIGN =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private Places() {
    }

    static List<Finding> check(Path home) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (String name : List.of("", "etc", "deploy", "plugins", "upgrades", "karaf", "log", "spool", "mail", "domains", "tls")) {
            Path place = home.resolve(name);
            if (Files.exists(place)) {
                checkPlace(place, findings);
            }
        }
        return findings;
    }

    private static void checkPlace(Path place, List<Finding> findings) throws IOException {
        if (!Files.isDirectory(place) || !Files.isReadable(place) || !Files.isWritable(place)) {
            findings.add(new Finding(place.toString(), "directory", "no access",
                    "read and write for the server's user"));
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(place);
        if (permissions.stream().anyMatch(FOREIGN::contains)) {
            findings.add(new Finding(place.toString(), "permissions", PosixFilePermissions.toString(permissions),
                    "no write permission for group and others"));
        }
        String owner = Files.getOwner(place).getName();
        String user = System.getProperty("user.name");
        if (!owner.equals(user)) {
            findings.add(new Finding(place.toString(), "owner", owner, user));
        }
    }
}
