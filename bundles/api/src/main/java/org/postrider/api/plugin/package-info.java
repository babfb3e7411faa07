/**
 * The plugins of a running server, and what a file would do to it.
 *
 * <p>For administration; a plugin itself needs none of this. {@link org.postrider.api.plugin.Plugins} opens a file as a
 * {@link org.postrider.api.plugin.PluginDraft}, which says what would happen, and does it.
 * {@link org.postrider.api.plugin.Upgrades} replaces a bundle by another version of itself,
 * {@link org.postrider.api.plugin.Generations} takes a version out of use, and asks every
 * {@link org.postrider.api.plugin.BundleUse} who still needs it.
 */
@Export
@Version("1.0.0")
package org.postrider.api.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
