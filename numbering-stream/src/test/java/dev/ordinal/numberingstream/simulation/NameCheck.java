package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has which name, as a reader of the log sees it. */
final class NameCheck {

  private final Violations violations;
  private final Map<String, String> holders = new HashMap<>();

  NameCheck(Violations violations) {
    this.violations = violations;
  }

  void check(Event event) {
    if (event instanceof TeamRegistered team) {
      take(team.number(), key("team", team.series(), team.name()));
    } else if (event instanceof PartnerRegistered partner) {
      take(partner.number(), company(partner.series(), partner.name(), partner.company()));
      if (partner.email() != null) {
        take(partner.number(), key("email", partner.series(), partner.email()));
      }
    } else if (event instanceof NumberImported number && number.name() != null) {
      imported(number, number.name());
    }
  }

  /** What is imported has its name only if nobody else has it. */
  private void imported(NumberImported number, String name) {
    if (number.kind() == SeriesKind.TEAM) {
      holders.putIfAbsent(key("team", number.series(), name), number.number());
    } else if (number.kind() == SeriesKind.PARTNER) {
      holders.putIfAbsent(company(number.series(), name, number.company()), number.number());
    }
  }

  private void take(String number, String key) {
    String before = holders.put(key, number);
    violations.check(
        before == null,
        Promise.ONE_HOLDER,
        () -> "%s and %s both have %s".formatted(before, number, key));
  }

  private static String company(String series, String name, @Nullable String company) {
    return key("partner", series, name) + "/" + (company == null ? "" : plain(company));
  }

  private static String key(String kind, String series, String name) {
    return kind + "/" + series + "/" + plain(name);
  }

  private static String plain(String name) {
    return name.strip().replaceAll(" +", " ").toLowerCase(Locale.ROOT);
  }
}
