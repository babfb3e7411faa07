package org.postrider.filters;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.Mode;

/** The settings of a filter as text: keys, how they are written, what is allowed. */
enum SettingKey {
    MODE("mode") {
        @Override
        FilterSettings set(FilterSettings s, String value) {
            Mode mode = SettingText.oneOf(Mode.class, value);
            return new FilterSettings(mode, s.onFailure(), s.deadline(), s.concurrency(), s.after(), s.before());
        }

        @Override
        String get(FilterSettings s) {
            return SettingText.of(s.mode());
        }
    },
    ON_FAILURE("onFailure") {
        @Override
        FilterSettings set(FilterSettings s, String value) {
            FailureAction action = SettingText.oneOf(FailureAction.class, value);
            return new FilterSettings(s.mode(), action, s.deadline(), s.concurrency(), s.after(), s.before());
        }

        @Override
        String get(FilterSettings s) {
            return SettingText.of(s.onFailure());
        }
    },
    DEADLINE("deadline") {
        @Override
        FilterSettings set(FilterSettings s, String value) {
            return new FilterSettings(
                    s.mode(), s.onFailure(), SettingText.deadline(value), s.concurrency(), s.after(), s.before());
        }

        @Override
        String get(FilterSettings s) {
            return SettingText.of(s.deadline());
        }
    },
    CONCURRENCY("concurrency") {
        @Override
        FilterSettings set(FilterSettings s, String value) {
            return new FilterSettings(
                    s.mode(), s.onFailure(), s.deadline(), SettingText.concurrency(value), s.after(), s.before());
        }

        @Override
        String get(FilterSettings s) {
            return String.valueOf(s.concurrency());
        }
    },
    AFTER("after") {
        @Override
        FilterSettings set(FilterSettings s, String value) {
            return new FilterSettings(
                    s.mode(), s.onFailure(), s.deadline(), s.concurrency(), SettingText.names(value), s.before());
        }

        @Override
        String get(FilterSettings s) {
            return SettingText.of(s.after());
        }
    },
    BEFORE("before") {
        @Override
        FilterSettings set(FilterSettings s, String value) {
            return new FilterSettings(
                    s.mode(), s.onFailure(), s.deadline(), s.concurrency(), s.after(), SettingText.names(value));
        }

        @Override
        String get(FilterSettings s) {
            return SettingText.of(s.before());
        }
    };

    private static final FilterSettings ANY = new FilterSettings(
            Mode.ENFORCE, FailureAction.BY_PHASE, Duration.ofSeconds(1), 1, Set.of(), Set.of());

    private final String text;

    SettingKey(String text) {
        this.text = text;
    }

    /** The settings with this one changed. @throws IllegalArgumentException if the value is not allowed, and why */
    abstract FilterSettings set(FilterSettings settings, String value);

    /** As {@link #set} would read it. */
    abstract String get(FilterSettings settings);

    String text() {
        return text;
    }

    /** The value in its usual form. @throws IllegalArgumentException if it is not allowed; names the key */
    String checked(String value) {
        try {
            return get(set(ANY, value.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " " + e.getMessage(), e);
        }
    }

    static Optional<SettingKey> named(String text) {
        return Arrays.stream(values()).filter(k -> k.text.equals(text)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(SettingKey::text).collect(Collectors.joining(", "));
    }
}
