# The services, one target each, from the jars that `mvn package` leaves:
#   docker build --target order-api --tag ordinal-order-api .
# The heap is a share of the container's memory; JDK_JAVA_OPTIONS takes more options for the JVM.

FROM eclipse-temurin:17-jre AS service
# /var/lib/ordinal is for volumes, which take over its owner. With few malloc arenas, memory that
# RocksDB and the JVM give back does not lie scattered.
RUN groupadd --gid 10001 ordinal \
 && useradd --uid 10001 --gid ordinal --no-create-home --home-dir /var/lib/ordinal --shell /usr/sbin/nologin ordinal \
 && install -d -o ordinal -g ordinal -m 750 /var/lib/ordinal
ENV MALLOC_ARENA_MAX=2
WORKDIR /opt/ordinal
USER 10001:10001

FROM service AS webhooks
LABEL org.opencontainers.image.title="Ordinal webhooks" \
      org.opencontainers.image.description="Posts events to those who subscribed."
COPY webhooks/target/lib lib
COPY webhooks/target/webhooks.jar .
EXPOSE 8087
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 \
    CMD ["curl", "--silent", "--show-error", "--fail", "http://127.0.0.1:8087/health-check?type=ready"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "webhooks.jar"]
CMD ["server", "webhooks.yml"]

FROM service AS projections
LABEL org.opencontainers.image.title="Ordinal projections" \
      org.opencontainers.image.description="Folds the log into Postgres."
COPY projections/target/lib lib
COPY projections/target/projections.jar .
EXPOSE 8085
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 \
    CMD ["curl", "--silent", "--show-error", "--fail", "http://127.0.0.1:8085/health-check?type=ready"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "projections.jar"]
CMD ["server", "projections.yml"]

FROM service AS order-api
LABEL org.opencontainers.image.title="Ordinal order-api" \
      org.opencontainers.image.description="Takes commands over HTTP and answers reads."
COPY order-api/target/lib lib
COPY order-api/target/order-api.jar .
EXPOSE 8080 8081
# Not `ready`, which is red for every instance at once while nothing is decided: callers get their 202.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 \
    CMD ["curl", "--silent", "--show-error", "--fail", "http://127.0.0.1:8081/health-check?type=serving"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "order-api.jar"]
CMD ["server", "order-api.yml"]

FROM service AS numbering-stream
LABEL org.opencontainers.image.title="Ordinal numbering-stream" \
      org.opencontainers.image.description="Decides commands and gives the numbers."
COPY numbering-stream/target/lib lib
COPY numbering-stream/target/numbering-stream.jar .
EXPOSE 8083
VOLUME /var/lib/ordinal
ENV ORDINAL_NUMBERING_STATE_DIR=/var/lib/ordinal
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 \
    CMD ["curl", "--silent", "--show-error", "--fail", "http://127.0.0.1:8083/health-check?type=ready"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "numbering-stream.jar"]
CMD ["server", "numbering-stream.yml"]
