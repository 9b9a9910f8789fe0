package org.pactwatch.ledger.axon;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** The projections' side: how processors stream from the ledger, and where they keep how far they came. */
@Configuration(proxyBeanMethods = false)
public class ProjectionConfiguration {

    private static final int BATCH = 500;

    /** Whoever is silent for so long, by the others' clocks, loses its projection to one of them. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** So often the holder says that it is there, and the others look whether it is. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private static final Duration ALONE = Duration.ofSeconds(5);

    /**
     * An embedded database belongs to one process. Under a fixed name it takes up its own claims at once after a kill,
     * where a new name would have to wait until they time out.
     */
    private static final String EMBEDDED = "embedded";

    /** A projection's rows and its token are written in one transaction of Spring's. */
    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactionManager) {
        return new SpringTransactionManager(transactionManager);
    }

    @Bean
    TokenStore tokenStore(DataSource dataSource, Serializer serializer) throws SQLException {
        return JdbcTokenStore.builder()
                .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(dataSource)))
                .serializer(serializer)
                .nodeId(isEmbedded(dataSource) ? EMBEDDED : nodeOfItsOwn())
                .claimTimeout(SILENCE)
                .schema(TokenSchema.builder()
                        .setTokenTable("projection_token")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("updated")
                        .setOwnerColumn("owner")
                        .build())
                .build();
    }

    /** Says to people who it is; and in containers all may be process 1 of a machine of the same name. */
    private static String nodeOfItsOwn() {
        return ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    }

    private static boolean isEmbedded(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return "H2".equals(connection.getMetaData().getDatabaseProductName());
        }
    }

    /** Without it Jackson refuses the class names inside a replay token, and a reset replays nothing. */
    @Bean
    Jackson3SerializerCustomizer axonTypesOnly() {
        return mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .build());
    }

    /**
     * One segment, since a projection folds the ledger in its order; big batches; from the start of the ledger; and an
     * event that can't be applied stops its projection loudly, where Axon would log it and go on.
     */
    @Bean
    ConfigurerModule ledgerProcessors(ProjectionWatch watch, LedgerSource source, DataSource dataSource)
            throws SQLException {
        // Nobody waits for a sign of life from who is alone, and each is written to the file.
        Duration sign = isEmbedded(dataSource) ? ALONE : SIGN_OF_LIFE;
        return configurer -> configurer
                .eventProcessing()
                .configureDefaultStreamableMessageSource(axon -> source)
                .usingPooledStreamingEventProcessors((axon, processor) -> processor
                        .initialSegmentCount(1)
                        .batchSize(BATCH)
                        .claimExtensionThreshold(sign.toMillis())
                        .tokenClaimInterval(sign.toMillis())
                        .initialToken(StreamableMessageSource::createTailToken))
                .registerDefaultListenerInvocationErrorHandler(axon -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(axon -> PropagatingErrorHandler.instance())
                .registerDefaultHandlerInterceptor((axon, name) -> watch.interceptor(name));
    }
}
