package dev.ordinal.orderapi;

import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.topics.OwnerPartitions;
import dev.ordinal.orderapi.access.Access;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Answers;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.commands.CommandGateway;
import dev.ordinal.orderapi.commands.Waiters;
import dev.ordinal.orderapi.documents.DocumentRenderer;
import dev.ordinal.orderapi.documents.DocumentResource;
import dev.ordinal.orderapi.gateways.Gateways;
import dev.ordinal.orderapi.health.HealthServlet;
import dev.ordinal.orderapi.health.HealthWatch;
import dev.ordinal.orderapi.health.LoopHealth;
import dev.ordinal.orderapi.health.ProblemHealth;
import dev.ordinal.orderapi.http.HttpSetup;
import dev.ordinal.orderapi.kafka.CommandLog;
import dev.ordinal.orderapi.kafka.CommandProducer;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.kafka.KafkaWatch;
import dev.ordinal.orderapi.kafka.LeadEventConsumer;
import dev.ordinal.orderapi.kafka.NumberingWatch;
import dev.ordinal.orderapi.kafka.ResultConsumer;
import dev.ordinal.orderapi.kafka.Tail;
import dev.ordinal.orderapi.leads.LeadEventsResource;
import dev.ordinal.orderapi.leads.LeadReader;
import dev.ordinal.orderapi.leads.LeadRenderer;
import dev.ordinal.orderapi.leads.LeadResource;
import dev.ordinal.orderapi.lists.NumberedReader;
import dev.ordinal.orderapi.live.EventStreams;
import dev.ordinal.orderapi.live.Listeners;
import dev.ordinal.orderapi.numbers.NumberResource;
import dev.ordinal.orderapi.openapi.DocsResource;
import dev.ordinal.orderapi.openapi.OpenApiResource;
import dev.ordinal.orderapi.orders.BulkOrderResource;
import dev.ordinal.orderapi.orders.CallbackResource;
import dev.ordinal.orderapi.orders.OrderRenderer;
import dev.ordinal.orderapi.orders.OrderResource;
import dev.ordinal.orderapi.orders.PaymentResource;
import dev.ordinal.orderapi.partners.PartnerCsvResource;
import dev.ordinal.orderapi.partners.PartnerRenderer;
import dev.ordinal.orderapi.partners.PartnerResource;
import dev.ordinal.orderapi.partners.PartnerView;
import dev.ordinal.orderapi.problems.ProblemResource;
import dev.ordinal.orderapi.reads.Positions;
import dev.ordinal.orderapi.reads.PostgresSettings;
import dev.ordinal.orderapi.reads.ReadBarrier;
import dev.ordinal.orderapi.reads.ReadModel;
import dev.ordinal.orderapi.results.CommandReader;
import dev.ordinal.orderapi.results.CommandResource;
import dev.ordinal.orderapi.results.ParkedCommandReader;
import dev.ordinal.orderapi.results.ParkedCommandResource;
import dev.ordinal.orderapi.series.ImportResource;
import dev.ordinal.orderapi.series.SeriesCatalog;
import dev.ordinal.orderapi.series.SeriesRenderer;
import dev.ordinal.orderapi.series.SeriesResource;
import dev.ordinal.orderapi.series.SyncAtStart;
import dev.ordinal.orderapi.teams.TeamRenderer;
import dev.ordinal.orderapi.teams.TeamResource;
import dev.ordinal.orderapi.webhooks.WebhookRenderer;
import dev.ordinal.orderapi.webhooks.WebhookResource;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.lifecycle.Managed;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The order-api service: {@code server FILE}. */
public final class OrderApiApplication extends Application<OrderApiConfiguration> {

  /** Threads that write answers; a slow caller holds one only while its answer is written. */
  private static final int RESPONDERS = 32;

  /** Commands read from the log at once; as many more may wait. */
  private static final int COMMAND_READERS = 8;

  /** Exports written at once; as many more may wait. */
  private static final int EXPORTS = 4;

  /** Starts the service. */
  public static void main(String[] arguments) throws Exception {
    OwnerPartitions.check();
    new OrderApiApplication().run(arguments);
  }

  @Override
  public String getName() {
    return "order-api";
  }

  @Override
  public void initialize(Bootstrap<OrderApiConfiguration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            OrderApiApplication::open, new EnvironmentVariableSubstitutor(false)));
  }

  /** A file, or, if there is no such file, the one of that name that the service brings along. */
  private static InputStream open(String path) throws IOException {
    return Files.exists(Path.of(path))
        ? new FileConfigurationSourceProvider().open(path)
        : new ResourceConfigurationSourceProvider().open(path);
  }

  @Override
  public void run(OrderApiConfiguration configuration, Environment environment) {
    Access.configure(configuration.access(), configuration.getServerFactory(), environment);
    SeriesCatalog series = new SeriesCatalog(configuration.series());
    Gateways gateways =
        Gateways.of(
            configuration.gateways(),
            System.getenv(),
            () -> series.resolve(SeriesKind.ORDER, null));
    HttpSetup.configure(configuration, environment);
    metrics(environment);

    ExecutorService responders = pool(environment, "responses-%d", RESPONDERS);
    Waiters waiters = new Waiters(configuration.commands().maxInFlight());
    CircuitBreaker kafkaBreaker = Breakers.kafka(environment.metrics());
    CommandProducer producer = new CommandProducer(configuration.kafka(), kafkaBreaker);
    ResultConsumer results = new ResultConsumer(configuration.kafka(), waiters);
    KafkaWatch watch = new KafkaWatch(configuration.kafka(), results, producer, kafkaBreaker);
    manage(environment, results, watch);
    show(environment, results);
    LoopHealth.show(environment, watch.loop());
    Listeners listeners = listeners(configuration, environment);
    environment.lifecycle().addEventListener(new HurryOnStop(waiters, listeners));

    ReadModel readModel = readModel(configuration.postgres(), environment, watch);
    CommandGateway gateway =
        new CommandGateway(producer, waiters, Clock.systemUTC(), responders, environment.metrics());
    SyncAtStart sync = new SyncAtStart(readModel, gateway);
    manage(environment, sync);
    LoopHealth.show(environment, sync.loop());
    Answers answers = new Answers(renderers());
    CommandEndpoint endpoint =
        new CommandEndpoint(gateway, answers, configuration.commands().defaultWait());
    environment
        .jersey()
        .register(
            new CommandResource(
                gateway,
                new CommandReader(
                    readModel,
                    new CommandLog(
                        configuration.kafka(), few(environment, "commands-%d", COMMAND_READERS))),
                answers));
    environment
        .jersey()
        .register(
            new ParkedCommandResource(
                endpoint,
                new ParkedCommandReader(readModel),
                new CommandLog(configuration.kafka(), few(environment, "dead-letters-%d", 1))));
    environment.jersey().register(new ProblemResource());
    environment.jersey().register(new OpenApiResource(environment.jersey().getResourceConfig()));
    environment.jersey().register(new DocsResource());
    environment.jersey().register(new SeriesResource(endpoint, readModel));
    environment.jersey().register(new ImportResource(endpoint));
    environment.jersey().register(new NumberResource(readModel, series));
    environment.jersey().register(new OrderResource(endpoint, readModel, series));
    environment
        .jersey()
        .register(
            new BulkOrderResource(
                endpoint, series, environment.getValidator(), environment.getObjectMapper()));
    environment.jersey().register(new PaymentResource(endpoint, readModel));
    environment
        .jersey()
        .register(
            new CallbackResource(
                endpoint, gateways, environment.getValidator(), Clock.systemUTC()));
    environment.jersey().register(new TeamResource(endpoint, readModel, series));
    NumberedReader<PartnerView> partners = PartnerResource.reader(readModel);
    environment.jersey().register(new PartnerResource(endpoint, partners, series));
    environment
        .jersey()
        .register(new PartnerCsvResource(partners, few(environment, "exports-%d", EXPORTS)));
    LeadReader leads = new LeadReader(readModel);
    environment.jersey().register(new LeadResource(endpoint, leads));
    environment
        .jersey()
        .register(
            new LeadEventsResource(
                new EventStreams(listeners), leads, environment.getObjectMapper()));
    environment.jersey().register(new DocumentResource(endpoint, readModel, series));
    environment
        .jersey()
        .register(new WebhookResource(endpoint, readModel, configuration.webhooks()));

    environment.healthChecks().register("kafka", new ProblemHealth(watch::problem));
    numbering(configuration, environment, watch);
    health(environment);
  }

  private static void numbering(
      OrderApiConfiguration configuration, Environment environment, KafkaWatch kafka) {
    NumberingWatch watch = new NumberingWatch(configuration.kafka(), kafka, Clock.systemUTC());
    manage(environment, watch);
    LoopHealth.show(environment, watch.loop());
    environment.healthChecks().register("numbering", new ProblemHealth(watch::problem));
    environment
        .metrics()
        .gauge("commands.undecided-seconds", () -> () -> watch.undecidedFor().toMillis() / 1e3);
  }

  /** On both ports: balancers ask the one they send callers to, operators the other. */
  private static void health(Environment environment) {
    HealthWatch watch = new HealthWatch(environment.healthChecks());
    manage(environment, watch);
    environment.healthChecks().register(HealthWatch.NAME, watch);
    // Without Postgres commands are decided all the same, and reads say so themselves.
    HealthServlet servlet =
        new HealthServlet(
            watch, Set.of("kafka", "kafka-watch", "results", HealthWatch.NAME), Set.of("postgres"));
    environment.admin().addServlet("health-check", servlet).addMapping("/health-check");
    environment.servlets().addServlet("health-check", servlet).addMapping("/health-check");
  }

  private static Listeners listeners(OrderApiConfiguration configuration, Environment environment) {
    Listeners listeners = new Listeners(configuration.live());
    environment.metrics().gauge("live.listeners", () -> listeners::count);
    LeadEventConsumer events = new LeadEventConsumer(configuration.kafka(), listeners);
    manage(environment, listeners, events);
    show(environment, events);
    LoopHealth.show(environment, listeners.heartbeats());
    return listeners;
  }

  private static void show(Environment environment, Tail tail) {
    LoopHealth.show(environment, tail.loop());
    String name = "background." + tail.loop().name() + ".skipped";
    environment.metrics().gauge(name, () -> tail::skipped);
  }

  private static ReadModel readModel(
      PostgresSettings settings, Environment environment, KafkaWatch watch) {
    Jdbi jdbi = new JdbiFactory().build(environment, settings.pool(), "postgres");
    // What callers asked for is not for logs.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    Positions positions = new Positions(jdbi, settings.readWait());
    manage(environment, positions);
    LoopHealth.show(environment, positions.loop());
    return new ReadModel(
        jdbi,
        new ReadBarrier(new EndOffsets(watch), positions),
        Breakers.postgres(environment.metrics()),
        pool(environment, "reads-%d", settings.queries()),
        settings.maxReads());
  }

  private static void metrics(Environment environment) {
    // Its own registry, since several services can live in one process.
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmMetrics.builder().register(registry);
    DropwizardExports.builder().dropwizardRegistry(environment.metrics()).register(registry);
    environment
        .admin()
        .addServlet("prometheus", new PrometheusMetricsServlet(registry))
        .addMapping("/metrics");
  }

  private static ExecutorService pool(Environment environment, String name, int threads) {
    return environment
        .lifecycle()
        .executorService(name)
        .minThreads(threads)
        .maxThreads(threads)
        .build();
  }

  /** How each capability answers. */
  public static List<AnswerRenderer<?>> renderers() {
    return List.of(
        new SeriesRenderer(),
        new OrderRenderer(),
        new TeamRenderer(),
        new PartnerRenderer(),
        new LeadRenderer(),
        new DocumentRenderer(),
        new WebhookRenderer());
  }

  /** For work that is heavy: few at once, and as many more may wait. */
  private static ExecutorService few(Environment environment, String name, int threads) {
    return environment
        .lifecycle()
        .executorService(name)
        .minThreads(threads)
        .maxThreads(threads)
        .workQueue(new ArrayBlockingQueue<>(threads))
        .build();
  }

  private static void manage(Environment environment, Managed... parts) {
    for (Managed part : parts) {
      environment.lifecycle().manage(part);
    }
  }
}
