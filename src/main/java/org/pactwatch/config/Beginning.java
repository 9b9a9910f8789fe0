package org.pactwatch.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.pactwatch.access.web.StartRefused;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand.RegisterAgreement;
import org.pactwatch.agreement.AgreementEvent.AgreementRegistered;
import org.pactwatch.agreement.web.UnregisteredFiles;
import org.pactwatch.compliance.axon.BearingProjector;
import org.pactwatch.compliance.axon.CatchUp;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Rebuilding;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.StrictYaml;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.axon.ProjectionWatch;
import org.pactwatch.ledger.axon.Recorded;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.axon.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Records what the ledger begins with, and lets the projections catch up, before the port is open. */
@Component
class Beginning implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(200);

    /** Before the web server, which starts at the largest number less 2,048. */
    private static final int PHASE = Integer.MAX_VALUE - 10_000;

    private final PactwatchSettings settings;
    private final Recorder recorder;
    private final ScenarioClock clock;
    private final Ledger ledger;
    private final EventCodec codec;
    private final Progress progress;
    private final ProjectionWatch watch;
    private final UnregisteredFiles files;
    private final EventProcessingConfiguration processors;
    private final CatchUp catchUp;
    private final Rebuilding rebuilding;
    private volatile boolean running;

    Beginning(
            PactwatchSettings settings,
            Recorder recorder,
            ScenarioClock clock,
            Ledger ledger,
            EventCodec codec,
            Progress progress,
            ProjectionWatch watch,
            UnregisteredFiles files,
            EventProcessingConfiguration processors,
            CatchUp catchUp,
            Rebuilding rebuilding) {
        this.settings = settings;
        this.recorder = recorder;
        this.clock = clock;
        this.ledger = ledger;
        this.codec = codec;
        this.progress = progress;
        this.watch = watch;
        this.files = files;
        this.processors = processors;
        this.catchUp = catchUp;
        this.rebuilding = rebuilding;
    }

    @Override
    public void start() {
        running = true;
        if (settings.example()) {
            List<ExampleRecord.Text> agreements = ExampleRecord.agreements(settings.agreements());
            ExampleLoader.Loaded loaded =
                    new ExampleLoader(recorder, clock, ExampleRecord.agreements(null)).load(ExampleRecord.record());
            if (loaded.recorded() > 0) {
                LOG.info("Recorded {} of the {} steps of the example of 2025.", loaded.recorded(), loaded.steps());
            }
            agreements.forEach(this::register);
        } else if (settings.agreements() != null) {
            ExampleRecord.agreements(settings.agreements()).forEach(this::register);
        }
        catchUp.run();
        // Axon would start them last of all, after the port is open: then the first answers would know nothing.
        processors.eventProcessors().values().forEach(EventProcessor::start);
        await(ledger.head());
        if (settings.rebuild()) {
            rebuilding.start();
        }
    }

    private void register(ExampleRecord.Text file) {
        Agreement agreement;
        try {
            agreement =
                    StrictYaml.read(file.yaml().getBytes(StandardCharsets.UTF_8), Agreement.class, new DomainModule());
        } catch (ProblemException e) {
            throw broken(file, e.problem());
        }
        switch (recorder.record(new RegisterAgreement(agreement), Request.of("configuration"))) {
            case Recorded.Accepted a -> LOG.info("Registered {} at position {}.", file.name(), a.position());
            case Recorded.Rejected r -> refused(file, agreement, r.why());
            case Recorded.Unchanged u -> LOG.debug("{} is recorded.", file.name());
            case Recorded.KeyReused k -> throw new IllegalStateException("asked without a key");
        }
    }

    /** A file that says something else than the record starts nothing; one that nobody could register is a mistake. */
    private void refused(ExampleRecord.Text file, Agreement agreement, Rejection why) {
        if (why.kind() != Rejection.Kind.CONFLICT) {
            throw broken(file, Problems.of(why));
        }
        List<String> differences = differences(agreement);
        files.add(new UnregisteredFiles.Unregistered(file.name(), agreement.id(), why.rule(), differences));
        LOG.warn(
                "{} was not registered ({}): {} It differs in: {}.",
                file.where(),
                why.rule(),
                why.detail(),
                String.join(", ", differences));
    }

    /** The members in which {@code agreement} differs from what was registered under its id. */
    private List<String> differences(Agreement agreement) {
        Object first = ledger.stream(agreement.id(), Long.MAX_VALUE).stream()
                .findFirst()
                .map(entry -> codec.read(entry.type(), entry.revision(), entry.payload()))
                .orElse(null);
        if (!(first instanceof AgreementRegistered registered)) {
            return List.of("its kind");
        }
        List<String> names = new ArrayList<>();
        for (RecordComponent component : Agreement.class.getRecordComponents()) {
            try {
                Method read = component.getAccessor();
                if (!Objects.equals(read.invoke(registered.agreement()), read.invoke(agreement))) {
                    names.add(component.getName());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a public record lets its components be read", e);
            }
        }
        return names;
    }

    private static StartRefused broken(ExampleRecord.Text file, Problem problem) {
        String faults = problem.errors().stream()
                .map(fault -> "\n  "
                        + (fault.pointer() != null
                                ? fault.pointer()
                                : "line " + fault.line() + ", column " + fault.column())
                        + (fault.value() == null ? "" : " (" + fault.value() + ")") + ": " + fault.reason() + " "
                        + fault.fix())
                .collect(Collectors.joining());
        return new StartRefused(
                "The agreement in " + file.where() + " can't be registered (" + problem.rule() + "): "
                        + (faults.isEmpty() ? problem.detail() : faults),
                "Mend the file, or take it out of the folder.");
    }

    /** Waits as long as answers come nearer to {@code head}; not for a projection that stands still. */
    private void await(long head) {
        Instant moved = Instant.now();
        long stands = progress.position();
        try {
            while (!progress.await(head, GLANCE)) {
                boolean failed = watch.of(BearingProjector.NAME)
                        .filter(projection -> projection.failure() != null)
                        .isPresent();
                if (progress.position() != stands) {
                    stands = progress.position();
                    moved = Instant.now();
                } else if (failed || Duration.between(moved, Instant.now()).compareTo(PATIENCE) > 0) {
                    LOG.warn("Answers stand at position {}, not yet at {}: not ready until they do.", stands, head);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        rebuilding.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
