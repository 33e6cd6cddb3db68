package dev.ordinal.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ports;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Checks I7 as the log grows: one has a lead at a time, and fencing tokens only grow. */
final class LeadLog {

  private final Ports ports;
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  LeadLog(Ports ports) {
    this.ports = ports;
  }

  /** Reads on to the present end of what is committed, and names all leads and claims so far. */
  Set<String> advance() {
    for (ConsumerRecord<String, LeadEvent> entry : EventLog.read(ports, Topics.LEAD_EVENTS, read)) {
      check(entry.value());
    }
    return Collections.unmodifiableSet(names);
  }

  private void check(LeadEvent event) {
    if (event instanceof LeadCreated created) {
      names.add(created.leadId());
    } else if (event instanceof LeadClaimed claimed) {
      names.add(LeadRace.name(claimed.claimant(), claimed.leadId()));
      String lead = claimed.leadId();
      assertThat(holders.put(lead, claimed.claimant()))
          .as("who has %s at %s", lead, event)
          .isNull();
      Long before = tokens.put(lead, claimed.fencingToken());
      assertThat(claimed.fencingToken()).as(lead).isGreaterThan(before == null ? 0 : before);
    } else if (event instanceof LeadReleased released) {
      end(released.leadId(), released.claimant());
    } else if (event instanceof LeaseExpired expired) {
      end(expired.leadId(), expired.claimant());
    }
  }

  private void end(String lead, String claimant) {
    assertThat(holders.remove(lead)).as("who had %s", lead).isEqualTo(claimant);
  }
}
