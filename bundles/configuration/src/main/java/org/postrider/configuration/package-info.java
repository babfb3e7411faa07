/**
 * Holds every configuration of the platform and of its plugins against what their bundles say about it. One that does
 * not fit is named in the log and reaches nobody: what was configured before stays in force.
 */
package org.postrider.configuration;
