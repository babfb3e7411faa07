/**
 * Asks policy services, programs that speak the policy delegation protocol of Postfix, what they say of a client, a sender, a
 * recipient or a message: each configured one is a filter.
 */
package org.postrider.filter.policy.service;
