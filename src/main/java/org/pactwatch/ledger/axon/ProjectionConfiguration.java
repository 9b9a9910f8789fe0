package org.pactwatch.ledger.axon;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
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
                .nodeId(nodeId(dataSource))
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

    /**
     * An embedded database belongs to one process. Under a fixed name it takes up its own claims at once after a kill,
     * where a new name would have to wait until they time out.
     */
    private static String nodeId(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean embedded = "H2".equals(connection.getMetaData().getDatabaseProductName());
            return embedded ? "embedded" : ManagementFactory.getRuntimeMXBean().getName();
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
    ConfigurerModule ledgerProcessors(ProjectionWatch watch, LedgerSource source) {
        return configurer -> configurer
                .eventProcessing()
                .configureDefaultStreamableMessageSource(axon -> source)
                .usingPooledStreamingEventProcessors((axon, processor) -> processor
                        .initialSegmentCount(1)
                        .batchSize(BATCH)
                        .initialToken(StreamableMessageSource::createTailToken))
                .registerDefaultListenerInvocationErrorHandler(axon -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(axon -> PropagatingErrorHandler.instance())
                .registerDefaultHandlerInterceptor((axon, name) -> watch.interceptor(name));
    }
}
