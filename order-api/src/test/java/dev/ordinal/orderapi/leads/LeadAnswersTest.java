package dev.ordinal.orderapi.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.leads.LeadMade;
import dev.ordinal.orderapi.commands.Rendered;
import io.dropwizard.jackson.Jackson;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeadAnswersTest {

  private static final ObjectMapper MAPPER =
      Jackson.newObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final UUID ID = UUID.fromString("0197a0b4-0000-7000-8000-000000000001");
  private static final String COMMAND = "\"commandId\":\"" + ID + "\"}";
  private static final Instant TIME = Instant.parse("2026-11-21T10:15:30Z");
  private static final Instant END = TIME.plusSeconds(300);

  private static final LeadCommand CLAIM = new ClaimLead("lead-1", "ada", 300, true);

  private final LeadRenderer renderer = new LeadRenderer();

  @Test
  void aNewLeadIsOpenAtItsAddress() {
    Rendered created =
        renderer.render(new CreateLead("lead-1", "Ada", "web", null), new LeadMade(TIME, ID));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.location()).isEqualTo("/leads/lead-1");
    assertThat(json(created))
        .isEqualTo(
            "{\"id\":\"lead-1\",\"status\":\"open\",\"name\":\"Ada\",\"source\":\"web\","
                + "\"waiting\":0,\"createdAt\":\"2026-11-21T10:15:30Z\","
                + COMMAND);
  }

  @Test
  void theWinnerIsToldTokenAndEnd() {
    String claimed =
        "{\"id\":\"lead-1\",\"status\":\"claimed\",\"claimant\":\"ada\",\"fencingToken\":1,"
            + "\"claimedAt\":\"2026-11-21T10:15:30Z\",\"leaseExpiresAt\":\"2026-11-21T10:20:30Z\","
            + COMMAND;
    assertThat(
            json(
                renderer.render(
                    CLAIM, new LeadClaimed("lead-1", "ada", 1, 9, TIME, END, false, ID))))
        .isEqualTo(claimed);
    assertThat(
            json(renderer.render(CLAIM, new LeaseRenewed("lead-1", "ada", 1, TIME, END, END, ID))))
        .isEqualTo(claimed);
  }

  @Test
  void whoWaitsIsToldThePlaceAndWhoGivesBackThatItIsGone() {
    assertThat(json(renderer.render(CLAIM, new LeadWaitlisted("lead-1", "grace", 3, 9, TIME, ID))))
        .startsWith(
            "{\"id\":\"lead-1\",\"status\":\"waiting\",\"claimant\":\"grace\",\"position\":3");
    assertThat(json(renderer.render(CLAIM, new LeadReleased("lead-1", "ada", 1, TIME, ID))))
        .startsWith("{\"id\":\"lead-1\",\"status\":\"released\",\"claimant\":\"ada\"");
  }

  @Test
  void theEndOfALeaseAnswersNobody() {
    assertThatThrownBy(
            () -> renderer.render(CLAIM, new LeaseExpired("lead-1", "ada", 1, TIME, END, ID)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String json(Rendered rendered) {
    return MAPPER.valueToTree(rendered.body()).toString();
  }
}
