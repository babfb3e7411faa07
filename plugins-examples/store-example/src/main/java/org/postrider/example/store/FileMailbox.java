package org.postrider.example.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postrider.api.store.Append;
import org.postrider.api.store.Mailbox;
import org.postrider.api.store.StoredMessage;

/** The directories of one account. */
final class FileMailbox implements Mailbox {

    private static final String LEVEL = "(?!\\.{1,2}(?:/|$))[^/\\p{Cntrl}\\p{Cs}]+"; // not empty, and not upwards
    private static final Pattern FOLDER = Pattern.compile(LEVEL + "(?:/" + LEVEL + ")*");
    private static final Pattern ID = Pattern.compile("\\d{13}-\\d{10}-[0-9a-f-]{36}");

    private final Path root;
    private final Path account;

    FileMailbox(Path root, Path account) {
        this.root = root;
        this.account = account;
    }

    /** Empty if no folder can have this name, which has to fit into 255 octets when it is encoded. */
    private Optional<Path> directory(String folder) {
        String encoded = URLEncoder.encode(folder.equalsIgnoreCase(INBOX) ? INBOX : folder, StandardCharsets.UTF_8);
        return FOLDER.matcher(folder).matches() && encoded.length() <= 255
                ? Optional.of(account.resolve(encoded)) : Optional.empty();
    }

    @Override
    public Append append(String folder) throws IOException {
        Path directory = directory(folder).orElseThrow(() -> new IllegalArgumentException("not the name of a folder"));
        return new FileAppend(root, Files.createDirectories(directory));
    }

    @Override
    public List<StoredMessage> list(String folder) throws IOException {
        Optional<Path> directory = directory(folder).filter(Files::isDirectory);
        List<StoredMessage> messages = new ArrayList<>();
        if (directory.isPresent()) {
            try (Stream<Path> files = Files.list(directory.get())) {
                for (Path file : files.filter(it -> isId(it.getFileName().toString())).sorted().toList()) {
                    messages.add(read(file));
                }
            }
        }
        return messages;
    }

    private static boolean isId(String name) {
        return ID.matcher(name).matches();
    }

    /** A message whose name begins with the time. */
    static StoredMessage read(Path file) throws IOException {
        String id = file.getFileName().toString();
        return new StoredMessage(id, Files.size(file), Instant.ofEpochMilli(Long.parseLong(id.substring(0, 13))));
    }

    @Override
    public InputStream open(String folder, String id) throws IOException {
        try {
            return Files.newInputStream(directory(folder).filter(it -> isId(id)).map(it -> it.resolve(id))
                    .orElseThrow(() -> new NoSuchFileException(id)));
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException("no such message");
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
