package org.pactwatch.house;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.pactwatch.decision.Decider;

/**
 * The rules of the house, below a root: the house itself, or the canaries. The same rules with the same names of packages
 * judge both, so that a misspelt name lets a canary pass, and a test notices.
 */
record HouseRules(String root) {

    /** The pure features, each with the features that it may import. */
    static final Map<String, List<String>> PURE = new TreeMap<>(Map.of(
            "time", List.of(),
            "decision", List.of(),
            "agreement", List.of("time", "decision"),
            "incident", List.of("time", "decision", "agreement"),
            "compliance", List.of("time", "agreement", "incident"),
            "ledger", List.of(),
            "access", List.of()));

    /** What a package may be that is not plain Java: its last name says so. */
    private static final List<String> EDGES = List.of("axon", "jdbc", "web", "cli", "metrics");

    /** Of Java only what computes: no files, no network, no database, no reflection. */
    private static final List<String> PLAIN_JAVA = List.of(
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke", // lambdas
            "java.lang.runtime", // records and switches
            "java.util..",
            "java.time..",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "javax.crypto..",
            "org.jspecify..");

    private static final String[] HTTP = {
        "jakarta.servlet..", "org.springframework.web..", "org.springframework.http..", "org.springframework.security.."
    };
    private static final String[] SQL = {"java.sql..", "javax.sql..", "org.springframework.jdbc.."};
    private static final String[] AXON = {"org.axonframework.."};
    private static final String[] METERS = {"io.micrometer.."};

    // ---- Who imports whom

    /** A pure feature imports plain Java and the features that are listed for it, of these the pure part alone. */
    ArchRule importsOnlyWhatIsListed(String feature) {
        List<String> allowed = new ArrayList<>(PLAIN_JAVA);
        allowed.add(in(feature));
        PURE.getOrDefault(feature, List.of()).forEach(other -> allowed.add(in(other)));
        return classes()
                .that()
                .resideInAPackage(in(feature))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }

    /** A package without a technical suffix is plain Java, a feature that nobody has listed yet included. */
    ArchRule withoutSuffixIsPlain() {
        List<String> allowed = new ArrayList<>(PLAIN_JAVA);
        allowed.add(root + "..");
        return classes()
                .that()
                .resideOutsideOfPackages(edgesAnd("config"))
                .and()
                .resideOutsideOfPackage(root) // where the program starts
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.or(
                        resideInAPackage(root + "..").and(DescribedPredicate.not(inAnEdge())), inAny(PLAIN_JAVA)));
    }

    ArchRule httpStaysInWeb() {
        return stays(HTTP, "web");
    }

    ArchRule sqlStaysInJdbc() {
        return stays(SQL, "jdbc", "axon"); // Axon keeps its tokens beside what it projects
    }

    ArchRule axonStaysInAxon() {
        return stays(AXON, "axon");
    }

    ArchRule metersStayInMetrics() {
        return stays(METERS, "metrics", "axon"); // Axon brings meters of its own
    }

    private ArchRule stays(String[] technology, String... edges) {
        String[] homes = Stream.concat(Arrays.stream(edges).map(edge -> root + ".." + edge), Stream.of(in("config")))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology);
    }

    /** Tables know no framework above them, projections no page, and meters no page. */
    ArchRule edgesLookInwards(String edge) {
        String[] outwards = switch (edge) {
            case "jdbc" -> new String[] {root + "..axon", root + "..web", root + "..metrics"};
            case "axon" -> new String[] {root + "..web", root + "..metrics"};
            case "metrics" -> new String[] {root + "..web"};
            default -> throw new IllegalArgumentException(edge);
        };
        return noClasses()
                .that()
                .resideInAPackage(root + ".." + edge)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(outwards);
    }

    ArchRule nobodyImportsConfig() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("config"), root) // where the program starts
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("config"));
    }

    /** Pages are made of everything, and nothing is made of them. */
    ArchRule nobodyImportsPages() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("pages") + "..", in("config"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("pages") + "..");
    }

    ArchRule featuresAreFreeOfCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    // ---- What pure code never does

    /** Reads no clock, draws no random number, asks nothing of the machine, starts no thread. */
    ArchRule pureCodeAsksNobody() {
        DescribedPredicate<JavaAccess<?>> impure = target(nameMatching(
                        "now|randomUUID|systemDefaultZone|systemUTC|system|systemDefault|tick.*|getDefault"))
                .or(target(HasOwner.Predicates.With.<JavaClass>owner(JavaClass.Predicates.belongToAnyOf(System.class))))
                .or(target(HasOwner.Predicates.With.<JavaClass>owner(
                        JavaClass.Predicates.assignableTo(java.util.Random.class)
                                .or(JavaClass.Predicates.assignableTo(Thread.class))
                                .or(JavaClass.Predicates.assignableTo(java.util.random.RandomGenerator.class)))))
                .or(target(nameMatching("random")))
                .as("reads a clock, a random number, the machine or a thread");
        return noClasses()
                .that()
                .resideOutsideOfPackages(edgesAnd("config"))
                .and()
                .resideOutsideOfPackage(root)
                .should()
                .accessTargetWhere(impure);
    }

    /** Commands and events of each decider are sealed down to records, so that a switch over them is exhaustive. */
    ArchRule decidersTakeSealedRecords() {
        return classes()
                .that()
                .areAssignableTo(Decider.class)
                .and()
                .areNotInterfaces()
                .should(new ArchCondition<>("take commands and give events that are sealed interfaces of records") {
                    @Override
                    public void check(JavaClass decider, ConditionEvents events) {
                        for (Class<?> message : Messages.of(decider)) {
                            if (!isSealedOverRecords(message)) {
                                events.add(SimpleConditionEvent.violated(
                                        decider, decider.getName() + ": " + message + " is not sealed over records"));
                            }
                        }
                    }
                });
    }

    private static boolean isSealedOverRecords(Class<?> type) {
        return type.isRecord()
                || (type.isInterface()
                        && type.isSealed()
                        && Arrays.stream(type.getPermittedSubclasses()).allMatch(HouseRules::isSealedOverRecords));
    }

    /** Packages of these classes that say nothing of null. */
    static List<String> packagesWithoutNullMarked(Collection<JavaClass> classes) {
        return classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .sorted()
                .toList();
    }

    // ---- Names

    private String in(String feature) {
        return root + "." + feature;
    }

    private String[] edgesAnd(String feature) {
        return Stream.concat(EDGES.stream().map(edge -> root + ".." + edge), Stream.of(in(feature)))
                .toArray(String[]::new);
    }

    private DescribedPredicate<JavaClass> inAnEdge() {
        return inAny(Arrays.asList(edgesAnd("config")));
    }

    private static DescribedPredicate<JavaClass> inAny(List<String> packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new));
    }
}
