package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands of every kind, lawful or not, near the moments at which periods are hard to tell. */
final class RandomCommands {

  private static final List<String> CODES = List.of("AA", "BB", "CC-D", "EE");

  /** Those that are defined at the first start. */
  private static final List<String> DEFAULTS = List.of("GAM", "RET", "ICCT", "HM-P", "BOQ", "BOQ");

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/London"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("Africa/Lagos"));

  /** Clock changes of London and New York, ends of years, and the day that Samoa left out. */
  private static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2025-03-30T01:00:00Z"),
          Instant.parse("2025-10-26T01:00:00Z"),
          Instant.parse("2025-11-02T06:00:00Z"),
          Instant.parse("2024-02-29T00:00:00Z"),
          Instant.parse("2024-12-31T23:00:00Z"),
          Instant.parse("2011-12-30T10:00:00Z"));

  private final Random random;
  private final NumberCheck log;
  private final RandomThings things;

  /** In percent, and another in each run. */
  private final int leadShare;

  /** The same, of the series that are not defined at the first start. */
  private final int newSeriesShare;

  private Instant now = Instant.EPOCH;

  /** Commands that ask about what is in the log. */
  RandomCommands(Random random, NumberCheck log, LeadCheck leads) {
    this.random = random;
    this.log = log;
    this.things = new RandomThings(random, leads);
    this.leadShare = one(List.of(10, 30, 60));
    this.newSeriesShare = one(List.of(10, 40, 90));
  }

  /** One of the hard moments. */
  static Instant hardMoment(Random random) {
    return MOMENTS.get(random.nextInt(MOMENTS.size()));
  }

  /** Now, or a moment within two days of a hard one. */
  private Instant moment() {
    return random.nextInt(3) > 0
        ? now
        : hardMoment(random).plusSeconds(random.nextInt(4 * 86_400) - 2 * 86_400);
  }

  /** A command of somebody whose clock shows {@code time}. */
  Command next(Instant time) {
    now = time;
    boolean isNewSeries = random.nextInt(100) < newSeriesShare;
    String code = one(isNewSeries ? CODES : DEFAULTS);
    // Where series are new, more is asked of the series themselves.
    int what = random.nextInt(isNewSeries ? 50 : 100);
    if (what < 3) {
      return new DefineSeries(definition(isNewSeries ? code : one(CODES)));
    }
    if (what < 5) {
      return new ResetSequence(code, period(code), near(code), null, "tidying up");
    }
    if (what < 7 && log.numbers(code).isEmpty()) {
      return beforeTheFirstNumber(code);
    }
    if (what < 7) {
      return new SyncSequence(code, period(code), near(code), "after a restore");
    }
    if (what < 10) {
      return new ImportNumbers(code, rows(code), random.nextInt(4) == 0, "moving over");
    }
    if (what < 20) {
      return aboutANumber(code);
    }
    if (what < 21) {
      return things.aboutASubscription();
    }
    if (random.nextInt(100) < leadShare) {
      return things.aboutALead();
    }
    SeriesDefinition known = log.series(code);
    SeriesKind kind =
        known == null || random.nextInt(8) == 0 ? one(List.of(SeriesKind.values())) : known.kind();
    return things.wantsANumber(code, kind, random.nextBoolean() ? null : moment());
  }

  /** What may be changed then and not later: another start, before or after a reset. */
  private Command beforeTheFirstNumber(String code) {
    SeriesDefinition known = log.series(code);
    return known == null || random.nextBoolean()
        ? new ResetSequence(code, period(code), random.nextInt(200), null, "an old pad goes on")
        : new DefineSeries(
            new SeriesDefinition(
                code,
                known.kind(),
                known.pattern(),
                known.reset(),
                known.zone(),
                known.overflow(),
                one(List.of(1L, 7L, 100L, 1_000L))));
  }

  private Command aboutANumber(String code) {
    List<String> known = log.numbers(code);
    if (known.isEmpty()) {
      return new ReserveNumber(code, 60, null, null);
    }
    // Mostly one of the latest, which may still be reserved.
    int back = random.nextInt(random.nextInt(4) == 0 ? known.size() : Math.min(6, known.size()));
    return things.about(code, known.get(known.size() - 1 - back));
  }

  /** A definition that keeps the rules; often only the pattern of a series changes. */
  private SeriesDefinition definition(String code) {
    SeriesDefinition known = log.series(code);
    if (known != null && random.nextInt(3) > 0) {
      return new SeriesDefinition(
          code,
          known.kind(),
          pattern(code, known.reset()),
          known.reset(),
          known.zone(),
          one(List.of(Overflow.values())),
          known.start());
    }
    Reset reset = one(List.of(Reset.values()));
    return new SeriesDefinition(
        code,
        one(List.of(SeriesKind.values())),
        pattern(code, reset),
        reset,
        one(ZONES),
        one(List.of(Overflow.values())),
        1 + random.nextInt(12));
  }

  private String pattern(String code, Reset reset) {
    String sequence = "{seq:" + (1 + random.nextInt(4)) + "}";
    String date =
        switch (reset) {
          case NEVER -> one(List.of("", "{yyyy}"));
          case YEARLY -> one(List.of("{yyyy}", "{yyyy}-{MM}"));
          case MONTHLY -> one(List.of("{yyyy}-{MM}", "{MM}X{yyyy}", "{yyyyMM}"));
          case DAILY -> one(List.of("{yyyyMMdd}", "{dd}-{MM}-{yyyy}"));
        };
    if (date.isEmpty()) {
      return code + "-" + sequence;
    }
    return code + "-" + (random.nextBoolean() ? date + "-" + sequence : sequence + "-" + date);
  }

  /** Rows above and below the last number, mostly good, some not. */
  private List<ImportedRow> rows(String code) {
    SeriesDefinition definition = log.series(code);
    List<ImportedRow> rows = new ArrayList<>();
    Instant at = moment();
    int many = 1 + random.nextInt(6);
    for (int i = 0; i < many; i++) {
      String number = code + "-1";
      if (definition != null && random.nextInt(12) > 0) {
        NumberPattern pattern = NumberPattern.of(definition);
        long last = log.last(code, pattern.period(at));
        number = pattern.format(at, Math.max(0, last + i + random.nextInt(4)));
      }
      rows.add(new ImportedRow(2 + i, number, things.name(), null, null, null));
    }
    return rows;
  }

  private String period(String code) {
    SeriesDefinition definition = log.series(code);
    return definition == null ? "" : NumberPattern.of(definition).period(moment());
  }

  private long near(String code) {
    // Sequences that look like years, so that a number whose parts change places could come again.
    return random.nextInt(3) == 0
        ? 2_022 + random.nextInt(3)
        : Math.max(0, log.last(code, period(code)) + random.nextInt(8) - 2);
  }

  private <T> T one(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }
}
