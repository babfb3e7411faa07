package org.postrider.smtp.server;

/**
 * What is asked of clients that submit mail.
 *
 * @param hostname ours
 * @param senders which addresses they may use
 * @param perHour messages of an account; 0 for any number
 */
record SubmissionPolicy(String hostname, SenderPolicy senders, int perHour) {}
