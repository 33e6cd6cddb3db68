package dev.ordinal.orderapi.leads;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.orderapi.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** A place in the list of leads by creation: after this one. Callers get it as opaque text. */
record LeadCursor(Instant createdAt, String leadId) {

  /** Before all leads. */
  static final LeadCursor START = new LeadCursor(Instant.EPOCH, "");

  private static final int MAX_TIME = 27;

  /** The place after this lead. */
  static LeadCursor after(LeadView lead) {
    return new LeadCursor(lead.createdAt(), lead.id());
  }

  /**
   * The place that {@link #toText} wrote.
   *
   * @throws ProblemException {@code validation-failed} if it is no such text
   */
  static LeadCursor parse(String text) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      int slash = place.indexOf('/');
      String leadId = place.substring(slash + 1);
      if (slash > 0 && slash <= MAX_TIME && LeadCommand.isId(leadId)) {
        return new LeadCursor(Instant.parse(place.substring(0, slash)), leadId);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // No Base64, or no time: as good as any other text that is no cursor.
    }
    throw ProblemException.invalid("after", "must be the `next` of an earlier answer");
  }

  /** Safe in a URL. */
  String toText() {
    String place = createdAt + "/" + leadId;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }
}
