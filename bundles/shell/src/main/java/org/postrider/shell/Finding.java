package org.postrider.shell;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that an examination came upon.
 *
 * @param grave whether something does not work because of it
 * @param subject what it is about, e.g. a bundle
 * @param text what was found, in words
 * @param advice what can be done; empty if nothing is known
 */
record Finding(boolean grave, String subject, String text, String advice) {

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("grade", grade());
        view.put("subject", subject);
        view.put("text", text);
        view.put("advice", advice);
        return view;
    }

    String grade() {
        return grave ? "PROBLEM" : "NOTE";
    }
}
