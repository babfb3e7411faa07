package org.postrider.api.plugin;

/**
 * Why a file cannot be installed as it is.
 *
 * @param text what was found, and what is allowed, in words
 * @param advice what can be done
 */
public record PluginProblem(String text, String advice) {}
