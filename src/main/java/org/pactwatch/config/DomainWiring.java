package org.pactwatch.config;

import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.pactwatch.agreement.AgreementCommand;
import org.pactwatch.agreement.AgreementDecider;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.compliance.Bearings;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Assessments;
import org.pactwatch.compliance.axon.BearingProjector;
import org.pactwatch.compliance.axon.CatchUp;
import org.pactwatch.compliance.axon.Follower;
import org.pactwatch.compliance.axon.Following;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Rebuild;
import org.pactwatch.compliance.axon.Rebuilding;
import org.pactwatch.compliance.axon.TablesCheck;
import org.pactwatch.compliance.axon.Ticks;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.compliance.jdbc.IncidentIndex;
import org.pactwatch.compliance.jdbc.JdbcBearings;
import org.pactwatch.compliance.web.Opening;
import org.pactwatch.compliance.web.Settings;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentDecider;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.DeciderHandler;
import org.pactwatch.ledger.axon.Deciders;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.axon.ProjectionWatch;
import org.pactwatch.ledger.jdbc.LedgerNews;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JacksonModule;

/** Puts the pure domain behind its edges. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PactwatchSettings.class)
class DomainWiring {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How values of the domain are written, over HTTP and wherever Boot's mapper is used. */
    @Bean
    JacksonModule domainModule() {
        return new DomainModule();
    }

    @Bean
    Settings answers(PactwatchSettings settings) {
        return new Settings(PATIENCE, settings.example());
    }

    /** The example opens inside its term; its terms are long over. */
    @Bean
    Opening opening(PactwatchSettings settings) {
        return new Opening(settings.example() ? ExampleRecord.INSIDE_THE_TERM : null);
    }

    @Bean
    DeciderHandler<?, ?, ?> agreements(Deciders deciders) {
        return deciders.register(
                "agreement",
                AgreementCommand.class,
                AgreementEvent.class,
                AgreementCommand::agreementId,
                new AgreementDecider());
    }

    @Bean
    DeciderHandler<?, ?, ?> incidents(Deciders deciders) {
        return deciders.register(
                "incident",
                IncidentCommand.class,
                IncidentEvent.class,
                IncidentCommand::incidentId,
                IncidentCommand.ReportIncident.class::isInstance,
                new IncidentDecider());
    }

    @Bean
    Progress progress() {
        return new Progress();
    }

    @Bean
    Archive archive(Ledger ledger, EventCodec codec, Progress progress) {
        return new Archive(ledger, codec, progress);
    }

    @Bean
    Assessments assessments(Progress progress, Bearings bearings) {
        return new Assessments(progress, bearings);
    }

    @Bean
    Ticks ticks(InstantSource clock, PactwatchSettings settings) {
        return new Ticks(clock, settings.tick());
    }

    /** After the ledger, which is after the tables exist. */
    @Bean
    BearingTables bearingTables(DataSource dataSource, Ledger ledger) {
        return new BearingTables(new JdbcTemplate(dataSource));
    }

    @Bean
    BearingProjector bearingProjector(
            BearingTables tables,
            Ledger ledger,
            EventCodec codec,
            Archive archive,
            Progress progress,
            Following following) {
        return new BearingProjector(tables, ledger, codec, archive, progress, following);
    }

    @Bean
    Following following(BearingTables tables, Progress progress) {
        return new Following(tables, progress);
    }

    @Bean
    Rebuild rebuild(Ledger ledger, EventCodec codec, DataSource dataSource) {
        return new Rebuild(ledger, codec, dataSource);
    }

    @Bean(destroyMethod = "stop")
    Rebuilding rebuilding(Rebuild rebuild, Following following) {
        return new Rebuilding(rebuild, following);
    }

    @Bean
    CatchUp catchUp(
            Ledger ledger,
            BearingTables tables,
            Rebuild rebuild,
            Following following,
            TokenStore tokens,
            TransactionManager transactions) {
        return new CatchUp(ledger, tables, rebuild, following, tokens, transactions);
    }

    /** Looks at the tables where other processes may write them; an embedded database has no others. */
    @Bean
    Follower follower(
            Following following, Progress progress, ProjectionWatch watch, BearingTables tables, LedgerNews news) {
        Follower follower = new Follower(following, progress, watch, tables.isShared());
        news.on(BearingTables.ANSWERS_CHANNEL, follower::wake);
        return follower;
    }

    @Bean
    TablesCheck tablesCheck(Ledger ledger, EventCodec codec, DataSource dataSource) {
        return new TablesCheck(ledger, codec, dataSource);
    }

    @Bean
    Bearings bearings(DataSource dataSource) {
        return new JdbcBearings(dataSource);
    }

    @Bean
    IncidentIndex incidentIndex(DataSource dataSource) {
        return new IncidentIndex(new JdbcTemplate(dataSource));
    }
}
