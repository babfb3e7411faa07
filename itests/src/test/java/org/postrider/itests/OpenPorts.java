package org.postrider.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The TCP ports a process listens on, from Linux's /proc: port to address as the kernel writes it. */
final class OpenPorts {

    private static final String LISTENING = "0A";

    private OpenPorts() {
    }

    static Map<Integer, String> of(ProcessHandle process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        Set<String> sockets = sockets(proc.resolve("fd"));
        Map<Integer, String> ports = new TreeMap<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(proc.resolve(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[3].equals(LISTENING) && sockets.contains("socket:[" + columns[9] + "]")) {
                    String[] local = columns[1].split(":");
                    ports.put(Integer.parseInt(local[1], 16), local[0]);
                }
            }
        }
        return ports;
    }

    /** 127.0.0.1, also as an IPv4 address in an IPv6 socket, and ::1. */
    static boolean isLoopback(String address) {
        return address.endsWith("0100007F") || address.equals("00000000000000000000000001000000");
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                if (Files.isSymbolicLink(link)) {
                    sockets.add(Files.readSymbolicLink(link).toString());
                }
            }
        }
        return sockets;
    }
}
