package org.postrider.testing.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postrider.api.message.Address;
import org.postrider.api.store.Append;
import org.postrider.api.store.MailStore;
import org.postrider.api.store.Mailbox;
import org.postrider.api.store.StoredMessage;

/** A store in memory, for tests of what delivers into one. It can be told to fail. */
public final class MemoryMailStore implements MailStore {

    private record Content(StoredMessage message, byte[] octets) {}

    private record Folder(Address account, String name) {}

    private final Map<Folder, List<Content>> folders = new ConcurrentHashMap<>();
    private volatile Optional<IOException> failure = Optional.empty();

    /** From now on every commit fails in this way; empty ends it. */
    public void failCommits(Optional<IOException> how) {
        failure = how;
    }

    /** The messages in the INBOX of an account, in the order of their commits. */
    public List<byte[]> inbox(Address account) {
        return contents(new Folder(account, Mailbox.INBOX)).stream().map(Content::octets).toList();
    }

    private List<Content> contents(Folder folder) {
        return folders.getOrDefault(folder, List.of());
    }

    @Override
    public Mailbox open(Address account) {
        return new MemoryMailbox(account);
    }

    private final class MemoryMailbox implements Mailbox {

        private final Address account;

        MemoryMailbox(Address account) {
            this.account = account;
        }

        private Folder folder(String name) {
            return new Folder(account, name.equalsIgnoreCase(INBOX) ? INBOX : name);
        }

        @Override
        public Append append(String folder) {
            for (String level : folder.split("/", -1)) {
                if (level.isEmpty() || level.equals(".") || level.equals("..") || level.length() > 250
                        || level.chars().anyMatch(Character::isISOControl)) {
                    throw new IllegalArgumentException("not the name of a folder");
                }
            }
            return new MemoryAppend(folder(folder));
        }

        @Override
        public List<StoredMessage> list(String folder) {
            return contents(folder(folder)).stream().map(Content::message).toList();
        }

        @Override
        public InputStream open(String folder, String id) throws IOException {
            for (Content content : contents(folder(folder))) {
                if (content.message().id().equals(id)) {
                    return new ByteArrayInputStream(content.octets());
                }
            }
            throw new FileNotFoundException("no such message");
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private final class MemoryAppend implements Append {

        private final Folder folder;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private boolean committed;

        MemoryAppend(Folder folder) {
            this.folder = folder;
        }

        @Override
        public OutputStream stream() {
            return out;
        }

        @Override
        public StoredMessage commit() throws IOException {
            if (committed) {
                throw new IOException("the message is closed");
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            committed = true;
            List<Content> contents = folders.computeIfAbsent(folder, f -> new CopyOnWriteArrayList<>());
            synchronized (contents) {
                String id = "message-" + (contents.size() + 1);
                StoredMessage message = new StoredMessage(id, out.size(), Instant.now());
                contents.add(new Content(message, out.toByteArray()));
                return message;
            }
        }

        @Override
        public void close() {
            // what is not committed is forgotten
        }
    }
}
