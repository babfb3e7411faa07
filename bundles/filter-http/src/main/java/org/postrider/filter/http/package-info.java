/**
 * Asks programs over HTTP, in JSON, what they say of a client, an envelope or a message: each configured one is a filter. The
 * JSON is that of Stalwart's MTA hooks.
 */
package org.postrider.filter.http;
