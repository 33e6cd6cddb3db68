package dev.ordinal.numberingstream.partners;

import static dev.ordinal.numberingstream.orders.OrderExamples.ACCEPTED_AT;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Capability.Handler;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.teams.Teams;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartnerRulesTest {

  private static final String ADA = "ada@example.org";

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = new Writer(List.of(new Teams(), new Partners()), tables);

  @BeforeEach
  void defineSeries() {
    writer.define(SeriesDefinition.defaults(), ACCEPTED_AT);
  }

  @Test
  void aPartnerGetsTheNextNumber() {
    assertThat(subject(decide("k1", "Ada", ADA, "Engines"))).isEqualTo("HM-P-0001");
    assertThat(subject(decide("k2", "Grace", null, null))).isEqualTo("HM-P-0002");
  }

  @Test
  void theSameEmailIsTheSamePartnerUnderAnyName() {
    decide("k1", "Ada", ADA, "Engines");
    Writer.Step refused = decide("k2", "A. Lovelace", "ADA@Example.org", null);
    assertThat(rejection(refused).code()).isEqualTo("partner-exists");
    assertThat(rejection(refused).members()).containsEntry("existing", "HM-P-0001");
    assertThat(rejection(refused).detail()).doesNotContainIgnoringCase("example.org");
  }

  @Test
  void theSameNameAndCompanyAreTheSamePartnerUnderAnyEmail() {
    decide("k1", "Ada", ADA, "Engines");
    Writer.Step refused = decide("k2", " ADA ", "other@example.org", "engines");
    assertThat(rejection(refused).members()).containsEntry("existing", "HM-P-0001");
  }

  @Test
  void whenEmailAndNamePointToTwoPartnersTheEmailIsAnswered() {
    decide("k1", "Grace", null, "Navy");
    decide("k2", "Ada", ADA, "Engines");
    Writer.Step refused = decide("k3", "Grace", ADA, "Navy");
    assertThat(rejection(refused).members()).containsEntry("existing", "HM-P-0002");
  }

  @Test
  void theSameNameAtAnotherCompanyIsAnotherPartner() {
    decide("k1", "Ada", null, "Engines");
    assertThat(subject(decide("k2", "Ada", null, "Looms"))).isEqualTo("HM-P-0002");
    assertThat(subject(decide("k3", "Ada", null, null))).isEqualTo("HM-P-0003");
    assertThat(rejection(decide("k4", "ada", null, null)).members())
        .containsEntry("existing", "HM-P-0003");
  }

  @Test
  void repeatsAreAnsweredAlikeAndNothingHappensAgain() {
    Writer.Step registered = decide("k1", "Ada", ADA, null);
    Writer.Step refused = decide("k2", "Ada", null, null);

    Writer.Step first =
        writer.decide(envelope("k1", partner("HM-P", "Ada", ADA, null), 2), Instant.MAX);
    Writer.Step second =
        writer.decide(envelope("k2", partner("HM-P", "Ada", null, null), 2), Instant.MAX);

    assertThat(first.events()).isEmpty();
    assertThat(first.decided().fact()).isEqualTo(registered.decided().fact());
    assertThat(second.decided().replayed()).isTrue();
    assertThat(second.decided().rejection()).isEqualTo(refused.decided().rejection());
  }

  @Test
  void aPartnerOfAnUnknownSeriesIsRefused() {
    Writer.Step refused =
        writer.decide(envelope("k1", partner("NOPE", "Ada", null, null), 1), Instant.MAX);
    assertThat(rejection(refused).code()).isEqualTo("unknown-series");
  }

  @Test
  void impossibleEventsAreBugsAndStopTheWriter() {
    Handler<?, PartnerEvent> handler = new Partners().open(tables);
    PartnerRegistered first = (PartnerRegistered) decide("k1", "Ada", ADA, null).events().get(0);
    assertThatIllegalStateException()
        .isThrownBy(() -> handler.evolve(first))
        .withMessageContaining("HM-P-0001")
        .withMessageNotContaining(ADA);
  }

  private Writer.Step decide(
      String key, String name, @Nullable String email, @Nullable String company) {
    return writer.decide(envelope(key, partner("HM-P", name, email, company), 1), Instant.MAX);
  }

  private static RegisterPartner partner(
      String series, String name, @Nullable String email, @Nullable String company) {
    return new RegisterPartner(series, name, email, "+44 20 7946 0000", company);
  }

  private static String subject(Writer.Step ruling) {
    return ruling.events().get(0).subject();
  }

  private static Rejection rejection(Writer.Step ruling) {
    return Objects.requireNonNull(ruling.decided().rejection());
  }
}
