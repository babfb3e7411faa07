package org.postrider.listener;

/** Is a service from when the framework has started all bundles that are installed, plugins included. */
final class Startup {}
