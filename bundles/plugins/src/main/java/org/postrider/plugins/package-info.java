/**
 * Installs, checks, takes back and locks plugins while mail flows. A file is judged by what it says about itself, before
 * anything of it is loaded; what runs is exactly the octets that the lock file names.
 */
package org.postrider.plugins;
