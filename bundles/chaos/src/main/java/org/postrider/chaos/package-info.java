/**
 * Faults on demand, to see how a server bears them: filters that fail, a DNS that knows nothing, services that come and go.
 * Each is made by a configuration and gone with it.
 */
package org.postrider.chaos;
