package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I7: a lead has one winner at a time, its tokens only grow, and its line is served in order. */
final class LeadCheck {

  private final Violations violations;
  private final Map<String, LeadClaimed> held = new HashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();
  private final Map<String, Deque<String>> lines = new HashMap<>();

  LeadCheck(Violations violations) {
    this.violations = violations;
  }

  /** The claim in force; null if nobody has the lead. */
  @Nullable LeadClaimed holder(String lead) {
    return held.get(lead);
  }

  void check(Event event) {
    String lead = event.subject();
    if (event instanceof LeadClaimed claimed) {
      require(held.put(lead, claimed) == null, event, "while another has it");
      require(tokens.merge(lead, 1L, Long::sum) == claimed.fencingToken(), event, "token");
      require(claimed.fromWaitlist() != line(lead).isEmpty(), event, "jumps the line");
      if (claimed.fromWaitlist()) {
        require(claimed.claimant().equals(line(lead).poll()), event, "not the first in line");
      }
    } else if (event instanceof LeadReleased released) {
      ends(lead, released.fencingToken(), event);
    } else if (event instanceof LeaseExpired expired) {
      ends(lead, expired.fencingToken(), event);
    } else if (event instanceof LeaseRenewed renewed) {
      require(isHeld(held.get(lead), renewed.fencingToken()), event, "is not in force");
    } else if (event instanceof LeadWaitlisted waitlisted) {
      line(lead).addLast(waitlisted.claimant());
      require(waitlisted.position() == line(lead).size(), event, "position");
    }
  }

  private void ends(String lead, long token, Event event) {
    require(isHeld(held.remove(lead), token), event, "is not in force");
  }

  private static boolean isHeld(@Nullable LeadClaimed claim, long token) {
    return claim != null && claim.fencingToken() == token;
  }

  private Deque<String> line(String lead) {
    return lines.computeIfAbsent(lead, id -> new ArrayDeque<>());
  }

  private void require(boolean holds, Event event, String what) {
    violations.check(holds, Promise.ONE_WINNER, () -> what + ": " + event);
  }
}
