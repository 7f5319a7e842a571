/** What is published of passcodes and senders, so that another channel is used, fraud is noticed, or somebody acts at Meta. */
package org.mfasender.events;
