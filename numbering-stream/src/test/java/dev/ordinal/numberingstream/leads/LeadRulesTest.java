package dev.ordinal.numberingstream.leads;

import static dev.ordinal.numberingstream.leads.LeadExamples.T0;
import static dev.ordinal.numberingstream.leads.LeadExamples.claim;
import static dev.ordinal.numberingstream.leads.LeadExamples.createLead;
import static dev.ordinal.numberingstream.leads.LeadExamples.envelope;
import static dev.ordinal.numberingstream.leads.LeadExamples.release;
import static dev.ordinal.numberingstream.leads.LeadExamples.renew;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Ticks;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Given what happened, when somebody asks, then this happens or this is answered. */
class LeadRulesTest {

  private static final String LEAD = "lead-1";

  private final Writer writer = new Writer(List.of(new Leads()), new InMemoryTables());
  private int keys;

  /**
   * The four states a lead can be in at T0 + 1 s: none, open, claimed by ada, with grace waiting.
   */
  private enum Given {
    NONE,
    OPEN,
    CLAIMED,
    WAITED_FOR
  }

  static Stream<Arguments> everyCommandInEveryState() {
    LeadCommand claim = claim(LEAD, "linus", 60, false);
    LeadCommand join = claim(LEAD, "linus", 60, true);
    LeadCommand own = claim(LEAD, "ada", 60, true);
    LeadCommand graceAgain = claim(LEAD, "grace", 60, true);
    LeadCommand renew = renew(LEAD, "ada", 1);
    LeadCommand release = release(LEAD, "ada", 1);
    return Stream.of(
        Arguments.of(Given.NONE, createLead(LEAD), "LeadCreated"),
        Arguments.of(Given.NONE, claim, "lead-not-found"),
        Arguments.of(Given.NONE, join, "lead-not-found"),
        Arguments.of(Given.NONE, renew, "lead-not-found"),
        Arguments.of(Given.NONE, release, "lead-not-found"),
        Arguments.of(Given.OPEN, createLead(LEAD), "lead-exists"),
        Arguments.of(Given.OPEN, claim, "LeadClaimed"),
        Arguments.of(Given.OPEN, join, "LeadClaimed"),
        Arguments.of(Given.OPEN, renew, "stale-fencing-token"),
        Arguments.of(Given.OPEN, release, "stale-fencing-token"),
        Arguments.of(Given.CLAIMED, createLead(LEAD), "lead-exists"),
        Arguments.of(Given.CLAIMED, claim, "lead-already-claimed"),
        Arguments.of(Given.CLAIMED, join, "LeadWaitlisted"),
        Arguments.of(Given.CLAIMED, own, "lead-already-claimed"),
        Arguments.of(Given.CLAIMED, renew, "LeaseRenewed"),
        Arguments.of(Given.CLAIMED, renew(LEAD, "ada", 2), "stale-fencing-token"),
        Arguments.of(Given.CLAIMED, renew(LEAD, "linus", 1), "stale-fencing-token"),
        Arguments.of(Given.CLAIMED, release, "LeadReleased"),
        Arguments.of(Given.CLAIMED, release(LEAD, "ada", 0), "stale-fencing-token"),
        Arguments.of(Given.CLAIMED, release(LEAD, "linus", 1), "stale-fencing-token"),
        Arguments.of(Given.WAITED_FOR, createLead(LEAD), "lead-exists"),
        Arguments.of(Given.WAITED_FOR, claim, "lead-already-claimed"),
        Arguments.of(Given.WAITED_FOR, join, "LeadWaitlisted"),
        Arguments.of(Given.WAITED_FOR, graceAgain, "already-waiting"),
        Arguments.of(Given.WAITED_FOR, renew, "LeaseRenewed"),
        Arguments.of(Given.WAITED_FOR, release, "LeadReleased LeadClaimed"));
  }

  @ParameterizedTest
  @MethodSource("everyCommandInEveryState")
  void eachCommandLeadsToWhatItsStateAllows(Given given, LeadCommand when, String then) {
    given(given);
    assertThat(told(ask(when, 1))).isEqualTo(then);
  }

  static Stream<Arguments> everyCommandAfterTheLeasesEnd() {
    String ended = "LeaseExpired ";
    return Stream.of(
        Arguments.of(Given.CLAIMED, claim(LEAD, "linus", 60, false), ended + "LeadClaimed"),
        Arguments.of(Given.CLAIMED, claim(LEAD, "ada", 60, false), ended + "LeadClaimed"),
        Arguments.of(Given.CLAIMED, renew(LEAD, "ada", 1), ended + "stale-fencing-token"),
        Arguments.of(Given.CLAIMED, release(LEAD, "ada", 1), ended + "stale-fencing-token"),
        Arguments.of(
            Given.WAITED_FOR,
            claim(LEAD, "linus", 60, false),
            ended + "LeadClaimed lead-already-claimed"),
        Arguments.of(
            Given.WAITED_FOR, renew(LEAD, "ada", 1), ended + "LeadClaimed stale-fencing-token"),
        Arguments.of(
            Given.WAITED_FOR, renew(LEAD, "grace", 2), ended + "LeadClaimed LeaseRenewed"));
  }

  @ParameterizedTest
  @MethodSource("everyCommandAfterTheLeasesEnd")
  void aCommandThatComesBeforeTheTickFindsTheLeaseEnded(
      Given given, LeadCommand when, String then) {
    given(given);
    assertThat(told(ask(when, 60))).isEqualTo(then);
    assertThat(Ticks.expire(writer, T0.plusSeconds(60), 10)).isEmpty();
  }

  @Test
  void theWinnerIsNamedToThoseWhoLose() {
    given(Given.CLAIMED);
    Rejection lost = rejection(ask(claim(LEAD, "linus", 60, false), 1));
    assertThat(lost.members())
        .containsEntry("claimedBy", "ada")
        .containsEntry("claimedAt", T0.toString())
        .containsEntry("leaseExpiresAt", T0.plusSeconds(60).toString());
  }

  @Test
  void aLeaseEndsWhenItsTimeHasComeAndTheFirstInLineHasTheLeadFromThenOn() {
    given(Given.WAITED_FOR);
    assertThat(Ticks.expire(writer, T0.plusSeconds(60).minusMillis(1), 10)).isEmpty();

    Instant noticed = T0.plusSeconds(3_600);
    List<Event> events = Ticks.expire(writer, noticed, 10);
    UUID id = events.get(0).commandId();
    assertThat(events)
        .containsExactly(
            new LeaseExpired(LEAD, "ada", 1, T0.plusSeconds(60), noticed, id),
            new LeadClaimed(LEAD, "grace", 2, 30, noticed, noticed.plusSeconds(30), true, id));
    assertThat(Ticks.expire(writer, noticed, 10)).isEmpty();
    assertThat(Ticks.expire(writer, noticed.plusSeconds(30), 10)).hasSize(1);
    assertThat(told(ask(claim(LEAD, "linus", 60, false), 7_200))).isEqualTo("LeadClaimed");
  }

  @Test
  void aRenewedLeaseEndsLaterAndNoRenewalShortensIt() {
    given(Given.CLAIMED);
    LeaseRenewed renewed = (LeaseRenewed) ask(renew(LEAD, "ada", 1), 30).events().get(0);
    assertThat(renewed.leaseExpiresAt()).isEqualTo(T0.plusSeconds(90));
    LeaseRenewed early = (LeaseRenewed) ask(renew(LEAD, "ada", 1), 10).events().get(0);
    assertThat(early.leaseExpiresAt()).isEqualTo(T0.plusSeconds(90));
    assertThat(Ticks.expire(writer, T0.plusSeconds(89), 10)).isEmpty();
    assertThat(Ticks.expire(writer, T0.plusSeconds(90), 10)).hasSize(1);
  }

  @Test
  void theLineIsServedInOrderAndIsNoLongerThanItMay() {
    given(Given.CLAIMED);
    for (int i = 1; i <= LeadDecider.MAX_WAITING; i++) {
      Event event = ask(claim(LEAD, "waiter-" + i, 60, true), 1).events().get(0);
      assertThat(((LeadWaitlisted) event).position()).isEqualTo(i);
    }
    assertThat(told(ask(claim(LEAD, "too late", 60, true), 1))).isEqualTo("waitlist-full");
    String holder = "ada";
    for (int i = 1; i <= LeadDecider.MAX_WAITING; i++) {
      List<Event> events = ask(release(LEAD, holder, i), 2).events();
      LeadClaimed next = (LeadClaimed) events.get(1);
      holder = "waiter-" + i;
      assertThat(next.claimant()).isEqualTo(holder);
      assertThat(next.fencingToken()).isEqualTo(i + 1);
    }
  }

  @Test
  void aRepeatIsToldTheFirstResultWhateverHappenedSince() {
    given(Given.OPEN);
    CommandEnvelope claim = envelope("claim", claim(LEAD, "ada", 60, false), T0, 0);
    Writer.Step first = writer.decide(claim, Instant.MAX);
    ask(release(LEAD, "ada", 1), 1);
    ask(claim(LEAD, "grace", 60, false), 2);
    Writer.Step again =
        writer.decide(
            envelope("claim", claim(LEAD, "ada", 60, false), T0.plusSeconds(99), 1), Instant.MAX);
    assertThat(again.events()).isEmpty();
    assertThat(again.decided().replayed()).isTrue();
    assertThat(again.decided().fact()).isEqualTo(first.decided().fact());
  }

  @Test
  void anEventThatCannotHaveHappenedIsABug() {
    InMemoryTables tables = new InMemoryTables();
    var handler = new Leads().open(tables);
    UUID id = new UUID(1, 1);
    handler.evolve(new LeadCreated(LEAD, "Ada", null, null, T0, id));
    List<LeadEvent> impossible =
        List.of(
            new LeadCreated(LEAD, "Ada", null, null, T0, id),
            new LeadClaimed(LEAD, "ada", 2, 60, T0, T0.plusSeconds(60), false, id),
            new LeadClaimed(LEAD, "ada", 1, 60, T0, T0.plusSeconds(60), true, id),
            new LeadClaimed("other", "ada", 1, 60, T0, T0.plusSeconds(60), false, id),
            new LeaseRenewed(LEAD, "ada", 1, T0, T0, T0, id),
            new LeadReleased(LEAD, "ada", 1, T0, id),
            new LeaseExpired(LEAD, "ada", 1, T0, T0, id),
            new LeadWaitlisted(LEAD, "grace", 1, 60, T0, id));
    assertThat(impossible.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(LeadEvent.class.getPermittedSubclasses());
    for (LeadEvent event : impossible) {
      assertThatThrownBy(() -> handler.evolve(event))
          .as(event.toString())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private void given(Given given) {
    if (given != Given.NONE) {
      ask(createLead(LEAD), 0);
    }
    if (given == Given.CLAIMED || given == Given.WAITED_FOR) {
      ask(claim(LEAD, "ada", 60, false), 0);
    }
    if (given == Given.WAITED_FOR) {
      ask(claim(LEAD, "grace", 30, true), 0);
    }
  }

  private Writer.Step ask(LeadCommand command, int second) {
    return writer.decide(envelope("key" + keys++, command, T0.plusSeconds(second), 0), Instant.MAX);
  }

  private static String told(Writer.Step ruling) {
    Stream<String> events = ruling.events().stream().map(event -> event.getClass().getSimpleName());
    Stream<String> rejection = Stream.ofNullable(ruling.decided().rejection()).map(Rejection::code);
    return String.join(" ", Stream.concat(events, rejection).toList());
  }

  private static Rejection rejection(Writer.Step ruling) {
    return Objects.requireNonNull(ruling.decided().rejection());
  }
}
