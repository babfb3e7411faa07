package org.postrider.testing.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** postgrey, a policy service: whoever sends mail must come back after a second. */
public final class RealPostgrey {

    private RealPostgrey() {}

    /**
     * Starts it.
     *
     * @param home for what it needs
     */
    public static RealProgram start(Path home, Place place) throws Exception {
        String program = RealProgram.needed("postgrey");
        Path nobody = Files.createFile(home.resolve("nobody"));
        Path database = Files.createDirectory(home.resolve("database"));
        String user = System.getProperty("user.name");
        return RealProgram.start(place, home.resolve("log"), List.of(program,
                place.isFile() ? "--unix=" + place.path() : "--inet=127.0.0.1:" + place.port(), "--delay=1",
                "--dbdir=" + database, "--user=" + user, "--group=" + user, "--whitelist-clients=" + nobody,
                "--whitelist-recipients=" + nobody, "--auto-whitelist-clients=0"));
    }
}
