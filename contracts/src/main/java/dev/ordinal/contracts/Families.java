package dev.ordinal.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.documents.DocumentCommand;
import dev.ordinal.contracts.documents.DocumentConfirmed;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentRejection;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadMade;
import dev.ordinal.contracts.leads.LeadRejection;
import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.partners.PartnerCommand;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerRejection;
import dev.ordinal.contracts.series.SeriesCommand;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesRejection;
import dev.ordinal.contracts.teams.TeamCommand;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamRejection;
import dev.ordinal.contracts.webhooks.WebhookCommand;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.contracts.webhooks.WebhookRejection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every message family there is; a new capability adds one line to each list. */
public final class Families {

  /** The sealed command families. */
  public static final List<Class<? extends Command>> COMMANDS =
      List.of(
          SeriesCommand.class,
          OrderCommand.class,
          TeamCommand.class,
          PartnerCommand.class,
          LeadCommand.class,
          DocumentCommand.class,
          WebhookCommand.class);

  /** The sealed event families. */
  public static final List<Class<? extends Event>> EVENTS =
      List.of(
          SeriesEvent.class,
          OrderEvent.class,
          TeamEvent.class,
          PartnerEvent.class,
          LeadEvent.class,
          DocumentEvent.class,
          WebhookEvent.class);

  /** The facts that are no events. */
  public static final List<Class<? extends Fact>> FACTS =
      List.of(
          NumberGiven.class,
          BulkDecided.class,
          OrderFact.Placed.class,
          OrderFact.Confirmed.class,
          OrderFact.Received.class,
          DocumentConfirmed.class,
          LeadMade.class);

  /** The rejections of all families, each family's in its precedence order. */
  public static final List<RejectionCode> REJECTIONS =
      Stream.<RejectionCode[]>of(
              CommonRejection.values(),
              SeriesRejection.values(),
              OrderRejection.values(),
              TeamRejection.values(),
              PartnerRejection.values(),
              LeadRejection.values(),
              DocumentRejection.values(),
              WebhookRejection.values())
          .flatMap(Arrays::stream)
          .toList();

  private static final Map<String, RejectionCode> BY_CODE =
      REJECTIONS.stream()
          .collect(Collectors.toUnmodifiableMap(code -> code.type().code(), code -> code));

  private static final Map<String, Class<?>> TYPES = types();

  private Families() {}

  /** All commands, events and other facts by wire name, in no particular order. */
  public static Map<String, Class<?>> wireTypes() {
    return TYPES;
  }

  /** The wire name of a command, event or fact, such as {@code orders.placed.v1}. */
  public static String wireName(Class<?> type) {
    return Objects.requireNonNull(
            type.getAnnotation(JsonTypeName.class), () -> type + " has no wire name")
        .value();
  }

  /** The event record with this wire name, or null if this version knows none. */
  public static @Nullable Class<? extends Event> eventType(String wireName) {
    Class<?> type = TYPES.get(wireName);
    return type != null && Event.class.isAssignableFrom(type) ? type.asSubclass(Event.class) : null;
  }

  /** Whether a repeat gets a rejection of this code again, see {@link RejectionCode#isFinal()}. */
  public static boolean isFinal(String code) {
    RejectionCode known = BY_CODE.get(code);
    return known == null || known.isFinal();
  }

  /** What callers are told about rejections of this code; null if this version knows none. */
  public static @Nullable ProblemType problem(String code) {
    RejectionCode known = BY_CODE.get(code);
    return known == null ? null : known.type();
  }

  private static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    Stream<Class<?>> families = Stream.concat(COMMANDS.stream(), EVENTS.stream());
    Stream.concat(
            families.flatMap(family -> Arrays.stream(family.getPermittedSubclasses())),
            Stream.concat(FACTS.stream(), Stream.of(Bulk.class)))
        .forEach(
            type -> {
              if (types.put(wireName(type), type) != null) {
                throw new IllegalStateException("two messages are named " + wireName(type));
              }
            });
    return Map.copyOf(types);
  }
}
