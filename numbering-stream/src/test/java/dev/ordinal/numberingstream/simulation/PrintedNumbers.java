package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.series.SeriesDefinition;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** What a number's period and text have to be, as its command and its series say. */
final class PrintedNumbers {

  private PrintedNumbers() {}

  /** The business time of a step's command; null if it has none. */
  static @Nullable Instant timeOf(Step step) {
    Sent sent = step.command();
    if (sent == null) {
      return null;
    }
    Command command = sent.envelope().command();
    Instant said = null;
    if (command instanceof PlaceOrder place) {
      said = place.occurredAt();
    } else if (command instanceof ReceivePayment payment && payment.order() != null) {
      said = payment.order().occurredAt();
    } else if (command instanceof IssueDocument issue) {
      said = issue.occurredAt();
    } else if (command instanceof ReserveNumber reserve) {
      said = reserve.occurredAt();
    }
    return said == null ? sent.envelope().acceptedAt() : said;
  }

  static String period(SeriesDefinition definition, Instant time) {
    ZonedDateTime there = time.atZone(definition.zone());
    return switch (definition.reset()) {
      case NEVER -> "";
      case YEARLY -> padded(there.getYear(), 4);
      case MONTHLY -> padded(there.getYear(), 4) + "-" + padded(there.getMonthValue(), 2);
      case DAILY ->
          padded(there.getYear(), 4)
              + padded(there.getMonthValue(), 2)
              + padded(there.getDayOfMonth(), 2);
    };
  }

  static String number(SeriesDefinition definition, Instant time, long sequence) {
    ZonedDateTime there = time.atZone(definition.zone());
    StringBuilder number = new StringBuilder();
    String pattern = definition.pattern();
    int at = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
      int close = pattern.indexOf('}', open);
      number.append(pattern, at, open);
      String token = pattern.substring(open + 1, close);
      if (token.startsWith("seq:")) {
        number.append(padded(sequence, Integer.parseInt(token.substring(4))));
      } else {
        number.append(
            token
                .replace("yyyy", padded(there.getYear(), 4))
                .replace("MM", padded(there.getMonthValue(), 2))
                .replace("dd", padded(there.getDayOfMonth(), 2)));
      }
      at = close + 1;
    }
    return number.append(pattern, at, pattern.length()).toString();
  }

  /** What the tokens of the pattern show, in their order, such as {@code yyyyMMseq}. */
  static String units(SeriesDefinition definition) {
    StringBuilder units = new StringBuilder();
    String pattern = definition.pattern();
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
      String token = pattern.substring(open + 1, pattern.indexOf('}', open));
      units.append(token.startsWith("seq:") ? "seq" : token);
    }
    return units.toString();
  }

  private static String padded(long value, int width) {
    String digits = Long.toString(value);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
