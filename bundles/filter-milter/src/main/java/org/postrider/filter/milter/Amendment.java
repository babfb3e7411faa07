package org.postrider.filter.milter;

/** A change that a milter wants, at the end of a message. */
sealed interface Amendment extends MilterReply {

    /** What it must have been allowed for it. */
    int flag();

    /** A field below all others. */
    record AddHeader(String name, String value) implements Amendment {
        @Override
        public int flag() {
            return Flags.ADD_HEADER;
        }
    }

    /** A field with so many others above it. */
    record InsertHeader(int index, String name, String value) implements Amendment {
        @Override
        public int flag() {
            return Flags.ADD_HEADER;
        }
    }

    /** Another value for a field, the uppermost of its name being 1; without a value it is removed. */
    record ChangeHeader(int index, String name, String value) implements Amendment {
        @Override
        public int flag() {
            return Flags.CHANGE_HEADER;
        }
    }

    /** A piece of a new body. */
    record ReplaceBody(byte[] piece) implements Amendment {
        @Override
        public int flag() {
            return Flags.REPLACE_BODY;
        }
    }

    /** Another reverse-path; parameters as MAIL has them. */
    record ChangeSender(String path, String parameters) implements Amendment {
        @Override
        public int flag() {
            return Flags.CHANGE_SENDER;
        }
    }

    /** One more recipient. */
    record AddRecipient(String path) implements Amendment {
        @Override
        public int flag() {
            return Flags.ADD_RECIPIENT;
        }
    }

    /** One more recipient, with parameters as RCPT has them. */
    record AddRecipientWithParameters(String path, String parameters) implements Amendment {
        @Override
        public int flag() {
            return Flags.ADD_RECIPIENT_WITH_PARAMETERS;
        }
    }

    /** One recipient less. */
    record RemoveRecipient(String path) implements Amendment {
        @Override
        public int flag() {
            return Flags.REMOVE_RECIPIENT;
        }
    }

    /** The message is to be kept back. */
    record Quarantine(String reason) implements Amendment {
        @Override
        public int flag() {
            return Flags.QUARANTINE;
        }
    }
}
