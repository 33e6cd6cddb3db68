package dev.ordinal.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * What happened. The record's components are the JSON value on the event topic; the methods here
 * are what the CloudEvents headers and the routing are made of.
 */
public interface Event {

  /** The owner whose commands led here; it chooses the partition, see {@link Command#owner()}. */
  String owner();

  /** Record key and CloudEvents {@code subject}: the number, or the lead's id. */
  String subject();

  /** CloudEvents {@code source}, such as {@code /series/GAM}. */
  String source();

  /** CloudEvents {@code time}: when it happened in business terms. */
  Instant time();

  /** The command that was decided. */
  UUID commandId();
}
