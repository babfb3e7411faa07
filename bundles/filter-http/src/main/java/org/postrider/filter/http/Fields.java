package org.postrider.filter.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;

/** An object that a hook wrote. Null is as if it were not there; what has another type is a fault of the hook. */
record Fields(Map<?, ?> object) {

    static Fields of(Object value, String what) {
        if (value instanceof Map<?, ?> object) {
            return new Fields(object);
        }
        throw new PeerException(what + " is no object");
    }

    /** @param names of which one is used */
    Optional<String> text(String... names) {
        return Stream.of(names).flatMap(name -> typed(name, String.class, "a string").stream()).findFirst();
    }

    String needed(String name) {
        return text(name).orElseThrow(() -> new PeerException("\"" + name + "\" is not there"));
    }

    /** A whole number from 0 on. */
    Optional<Integer> number(String name) {
        return typed(name, BigDecimal.class, "a number").map(number -> {
            if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0
                    || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
                throw new PeerException("\"" + name + "\" is " + PeerText.quoted(number.toString()) + ", not a whole number");
            }
            return number.intValueExact();
        });
    }

    boolean flag(String name) {
        return typed(name, Boolean.class, "true or false").orElse(false);
    }

    Optional<Fields> fields(String name) {
        return typed(name, Map.class, "an object").map(Fields::new);
    }

    List<?> list(String name) {
        return typed(name, List.class, "a list").<List<?>>map(list -> list).orElse(List.of());
    }

    private <T> Optional<T> typed(String name, Class<T> type, String called) {
        Object value = object.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new PeerException("\"" + name + "\" is not " + called);
        }
        return Optional.ofNullable(type.cast(value));
    }
}
