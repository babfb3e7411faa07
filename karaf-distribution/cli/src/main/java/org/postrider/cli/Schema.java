package org.postrider.cli;

import java.util.Map;

/** What a bundle says about one PID: its keys, and whether there may be several files of it. */
record Schema(String pid, boolean factory, Map<String, Attribute> attributes) {
}
