package org.postrider.testing.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** rspamd's proxy worker, which is a milter. It knows one spam: {@link #GTUBE}. */
public final class RealRspamd {

    /** The test pattern of spam filters. */
    public static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    private RealRspamd() {}

    /**
     * Starts it.
     *
     * @param home for what it needs; others may write to it from now on
     * @param place a port
     */
    public static RealProgram start(Path home, Place place) throws Exception {
        String program = RealProgram.needed("rspamd");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        String user = "root".equals(System.getProperty("user.name")) ? "_rspamd" : System.getProperty("user.name");
        return RealProgram.start(place, home.resolve("log"), List.of(program, "-f", "-i", "-u", user, "-g", user,
                "-c", configuration(home, place.port()).toString()));
    }

    private static Path configuration(Path home, int port) throws Exception {
        Path domains = Files.writeString(home.resolve("domains"), "com\norg\n"); // compiling all takes half a minute
        return Files.writeString(home.resolve("rspamd.conf"), """
                options {
                  pidfile = "%1$s/pid"; tempdir = "%1$s"; hs_cache_dir = "%1$s"; history_file = "%1$s/history"; filters = "";
                  dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
                  url_tld = "%3$s";
                }
                logging { type = "console"; level = "warning"; }
                worker "rspamd_proxy" {
                  bind_socket = "127.0.0.1:%2$d"; milter = yes; count = 1; timeout = 20s;
                  upstream "local" { default = yes; self_scan = yes; }
                }
                actions { reject = 15; add_header = 6; greylist = 4; }
                """.formatted(home, port, domains));
    }
}
