package dev.ordinal.projections.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.Kind;
import dev.ordinal.projections.audit.checks.LogTotals;
import dev.ordinal.projections.audit.checks.Move;
import dev.ordinal.projections.audit.checks.NumberFact;
import dev.ordinal.projections.audit.checks.NumberingCheck;
import dev.ordinal.projections.audit.checks.Place;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads events, from their headers where those say enough, and tells the checks what they say. It
 * uses no event class, so that a fault in one is no fault in both. For one thread.
 */
final class EventFeed {

  private static final String ORDERS = "orders";
  private static final String DOCUMENTS = "documents";
  private static final String LEADS = "leads";

  private final NumberingCheck numbering;
  private final LogTotals totals;
  private final Findings findings;
  private final Set<String> wanted;
  private final Set<String> unknownTypes = new TreeSet<>();
  private long events;
  private long noEvents;

  /**
   * A feed.
   *
   * @param wanted the codes of the series to look at; empty for all
   */
  EventFeed(NumberingCheck numbering, LogTotals totals, Findings findings, Set<String> wanted) {
    this.numbering = numbering;
    this.totals = totals;
    this.findings = findings;
    this.wanted = wanted;
  }

  /** Takes in an event. One that cannot be read is a finding and stops nothing. */
  void add(ConsumerRecord<byte[], byte[]> event) {
    EventHeaders headers = EventHeaders.of(event);
    if (headers == null) {
      noEvents++;
      return;
    }
    events++;
    if (!wanted.isEmpty() && !wanted.contains(headers.series())) {
      return;
    }
    try {
      if (event.topic().equals(Topics.NUMBERING_EVENTS.name())) {
        ofSeries(event, headers);
      } else {
        ofThing(event, headers);
      }
    } catch (UnreadableEventException e) {
      findings.add(Kind.UNREADABLE, EventHeaders.place(event) + ": " + e.getMessage());
    }
  }

  /** How many events were read. */
  long events() {
    return events;
  }

  /** How many records were no events at all. */
  long noEvents() {
    return noEvents;
  }

  /** Types that only a newer version knows, of which nothing can be said. */
  Set<String> unknownTypes() {
    return unknownTypes;
  }

  private void ofSeries(ConsumerRecord<byte[], byte[]> event, EventHeaders headers) {
    Place place = EventHeaders.place(event);
    switch (headers.type()) {
      case "numbering.series-defined.v1" -> {
        JsonNode definition = object(json(event), "definition");
        numbering.defined(
            place,
            headers.series(),
            number(definition, "start"),
            text(definition, "reset"),
            text(definition, "pattern"));
      }
      case "numbering.sequence-reset.v1" -> moved(event, headers, Move.How.RESET);
      case "numbering.sequence-advanced.v1" -> moved(event, headers, Move.How.SYNC);
      case "numbering.numbers-imported.v1" -> {
        JsonNode json = json(event);
        for (JsonNode scope : object(json, "report").path("scopes")) {
          moved(place, headers, scope, Move.How.IMPORT, text(json, "reason"));
        }
      }
      case "numbering.number-imported.v1" -> imported(event, headers);
      case "numbering.import-checked.v1" -> {}
      default -> unknownTypes.add(headers.type());
    }
  }

  private void moved(ConsumerRecord<byte[], byte[]> event, EventHeaders headers, Move.How how) {
    JsonNode json = json(event);
    moved(EventHeaders.place(event), headers, json, how, text(json, "reason"));
  }

  private void moved(
      Place place, EventHeaders headers, JsonNode scope, Move.How how, String reason) {
    Move move =
        new Move(
            place,
            headers.series(),
            text(scope, "period"),
            number(scope, "before"),
            number(scope, "after"),
            how,
            how == Move.How.IMPORT ? number(scope, "imported") : 0,
            reason,
            headers.commandId());
    if (reason.isBlank()) {
      throw new UnreadableEventException(headers.type() + " names no reason");
    }
    numbering.moved(move);
    totals.moved(move);
  }

  private void imported(ConsumerRecord<byte[], byte[]> event, EventHeaders headers) {
    NumberFact number = headers.number(event);
    JsonNode json = json(event);
    String kind = text(json, "kind");
    numbering.imported(number);
    totals.number(number, kind, "imported");
    if ((kind.equals("team") || kind.equals("partner")) && json.hasNonNull("name")) {
      totals.added(kind + "s", number.series(), null, number.number());
    }
  }

  private void ofThing(ConsumerRecord<byte[], byte[]> event, EventHeaders headers) {
    String series = headers.series();
    String id = headers.subject();
    switch (headers.type()) {
      case "orders.placed.v1" -> issued(event, headers, "order", ORDERS, "placed");
      case "orders.cancelled.v1" -> totals.changed(ORDERS, series, "placed", "cancelled", id);
      case "orders.confirmed.v1", "teams.uploads-orphaned.v1" -> {}
      case "orders.paid.v1" -> {
        totals.changed(ORDERS, series, "placed", "paid", id);
        totals.paymentEnded(series, text(json(event), "paymentId"), "applied");
      }
      case "orders.refunded.v1" -> {
        totals.changed(ORDERS, series, "paid", "refunded", id);
        totals.paymentEnded(series, text(json(event), "paymentId"), "applied");
      }
      case "orders.payment-received.v1" ->
          totals.paymentReceived(series, id, text(json(event), "outcome"));
      case "orders.payment-settled.v1", "orders.payment-resolved.v1" ->
          totals.paymentEnded(series, id, text(json(event), "outcome"));
      case "teams.registered.v1" -> issued(event, headers, "team", "teams", null);
      case "partners.registered.v1" -> issued(event, headers, "partner", "partners", null);
      case "documents.issued.v1" -> issued(event, headers, "document", DOCUMENTS, "issued");
      case "documents.reserved.v1" -> issued(event, headers, "document", DOCUMENTS, "reserved");
      case "documents.confirmed.v1" -> totals.changed(DOCUMENTS, series, "reserved", "issued", id);
      case "documents.voided.v1" -> {
        numbering.voided(headers.number(event));
        // Only what was issued has a currency.
        String before = json(event).hasNonNull("currency") ? "issued" : "reserved";
        totals.changed(DOCUMENTS, series, before, "void", id);
      }
      case "leads.created.v1" -> totals.added(LEADS, "", "open", id);
      case "leads.claimed.v1" -> totals.changed(LEADS, "", "open", "claimed", id);
      case "leads.released.v1", "leads.lease-expired.v1" ->
          totals.changed(LEADS, "", "claimed", "open", id);
      case "leads.renewed.v1", "leads.waitlisted.v1" -> {}
      default -> unknownTypes.add(headers.type());
    }
  }

  private void issued(
      ConsumerRecord<byte[], byte[]> event,
      EventHeaders headers,
      String kind,
      String table,
      @Nullable String state) {
    NumberFact number = headers.number(event);
    numbering.issued(number);
    totals.number(number, kind, "issued");
    totals.added(table, number.series(), state, number.number());
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> event) {
    try {
      if (event.value() != null) {
        return Json.MAPPER.readTree(event.value());
      }
    } catch (IOException e) {
      // Its message quotes the event.
    }
    throw new UnreadableEventException("its value is no JSON");
  }

  private static JsonNode object(JsonNode json, String name) {
    JsonNode member = json.path(name);
    if (!member.isObject()) {
      throw new UnreadableEventException("it has no " + name);
    }
    return member;
  }

  private static String text(JsonNode json, String name) {
    JsonNode member = json.path(name);
    if (!member.isTextual()) {
      throw new UnreadableEventException("it has no " + name);
    }
    return member.asText();
  }

  private static long number(JsonNode json, String name) {
    JsonNode member = json.path(name);
    if (!member.canConvertToLong()) {
      throw new UnreadableEventException("it has no " + name);
    }
    return member.asLong();
  }
}
