package org.pactwatch.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The house is built as it says. Each rule is also held against canaries that break it: a rule that lets its canary live
 * guards nothing. Plain tests, because ArchUnit's own fields of rules are not run here.
 */
class HouseTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.pactwatch");
    private static final HouseRules RULES = new HouseRules("org.pactwatch");

    private static final String AVIARY = "org.pactwatch.house.canary";
    private static final JavaClasses CANARIES = new ClassFileImporter().importPackages(AVIARY);
    private static final HouseRules CANARY_RULES = new HouseRules(AVIARY);

    static Stream<String> pureFeatures() {
        return HouseRules.PURE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pureFeatures")
    void a_pure_feature_imports_only_what_is_listed_for_it(String feature) {
        RULES.importsOnlyWhatIsListed(feature).check(HOUSE);
        assertThat(rejections(CANARY_RULES.importsOnlyWhatIsListed(feature)))
                .as("a framework")
                .anyMatch(each -> each.contains(feature + ".Canary") && each.contains("org.springframework"))
                .as("a feature that is not listed")
                .anyMatch(each -> each.contains(feature + ".Canary") && each.contains("novelty.Canary"));
    }

    @Test
    void a_package_without_a_technical_suffix_is_plain_java() {
        RULES.withoutSuffixIsPlain().check(HOUSE);
        assertThat(rejections(CANARY_RULES.withoutSuffixIsPlain()))
                .as("a framework in a feature that nobody has listed")
                .anyMatch(each -> each.contains("novelty.Canary") && each.contains("org.springframework"))
                .as("an edge")
                .anyMatch(each -> each.contains("novelty.Canary") && each.contains("alpha.web.Canary"));
    }

    @Test
    void http_stays_in_web() {
        RULES.httpStaysInWeb().check(HOUSE);
        assertThat(rejections(CANARY_RULES.httpStaysInWeb()))
                .anyMatch(each -> each.contains("jdbc.Canary") && each.contains("jakarta.servlet"))
                .anyMatch(each -> each.contains("axon.Canary") && each.contains("org.springframework.http"))
                .noneMatch(each -> each.contains("web.Canary."));
    }

    @Test
    void sql_stays_in_jdbc() {
        RULES.sqlStaysInJdbc().check(HOUSE);
        assertThat(rejections(CANARY_RULES.sqlStaysInJdbc()))
                .anyMatch(each -> each.contains("web.Canary") && each.contains("java.sql"))
                .anyMatch(each -> each.contains("metrics.Canary") && each.contains("org.springframework.jdbc"));
    }

    @Test
    void axon_stays_in_axon() {
        RULES.axonStaysInAxon().check(HOUSE);
        assertThat(rejections(CANARY_RULES.axonStaysInAxon()))
                .anyMatch(each -> each.contains("web.Canary") && each.contains("org.axonframework"))
                .anyMatch(each -> each.contains("jdbc.Canary") && each.contains("org.axonframework"));
    }

    @Test
    void meters_stay_in_metrics() {
        RULES.metersStayInMetrics().check(HOUSE);
        assertThat(rejections(CANARY_RULES.metersStayInMetrics()))
                .anyMatch(each -> each.contains("web.Canary") && each.contains("io.micrometer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc", "axon", "metrics"})
    void an_edge_does_not_know_what_stands_further_out(String edge) {
        RULES.edgesLookInwards(edge).check(HOUSE);
        assertThat(rejections(CANARY_RULES.edgesLookInwards(edge)))
                .anyMatch(each -> each.contains("alpha." + edge + ".Canary") && each.contains("alpha.web.Canary"));
    }

    @Test
    void nobody_imports_the_wiring() {
        RULES.nobodyImportsConfig().check(HOUSE);
        List<String> rejections = rejections(CANARY_RULES.nobodyImportsConfig());
        pureFeatures()
                .forEach(feature -> assertThat(rejections)
                        .anyMatch(each -> each.contains(feature + ".Canary") && each.contains("config.Wiring")));
    }

    @Test
    void nobody_but_the_wiring_imports_a_page() {
        RULES.nobodyImportsPages().check(HOUSE);
        assertThat(rejections(CANARY_RULES.nobodyImportsPages()))
                .anyMatch(each -> each.contains("alpha.web.Canary") && each.contains("pages.web.Page"));
    }

    @Test
    void features_form_no_cycle() {
        RULES.featuresAreFreeOfCycles().check(HOUSE);
        assertThat(rejections(CANARY_RULES.featuresAreFreeOfCycles()))
                .anyMatch(each -> each.contains("ring") && each.contains("rung"));
    }

    @Test
    void pure_code_reads_no_clock_no_random_number_no_machine_and_starts_no_thread() {
        RULES.pureCodeAsksNobody().check(HOUSE);
        List<String> rejections = rejections(CANARY_RULES.pureCodeAsksNobody());
        pureFeatures()
                .forEach(feature -> assertThat(rejections)
                        .as("a clock in %s", feature)
                        .anyMatch(each -> each.contains(feature + ".Canary") && each.contains("now()")));
        assertThat(rejections)
                .as("a clock in a feature that nobody has listed")
                .anyMatch(each -> each.contains("novelty.Canary"));
        assertThat(org.pactwatch.house.canary.time.Impure.class.getDeclaredMethods())
                .filteredOn(method -> !method.isSynthetic())
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(rejections).anyMatch(each -> each.contains(method.getName() + "()")));
    }

    @Test
    void commands_and_events_of_deciders_are_sealed_down_to_records() {
        RULES.decidersTakeSealedRecords().check(HOUSE);
        assertThat(rejections(CANARY_RULES.decidersTakeSealedRecords()))
                .as("a command that anybody may add to")
                .anyMatch(each -> each.contains("LooseDecider") && each.contains("OpenCommand"))
                .as("an event that is no record")
                .anyMatch(each -> each.contains("LooseDecider") && each.contains("ClosedEvent"));
    }

    @Test
    void every_package_says_what_may_be_null() {
        assertThat(HouseRules.packagesWithoutNullMarked(HOUSE)).isEmpty();
        assertThat(HouseRules.packagesWithoutNullMarked(CANARIES)).contains(AVIARY + ".novelty");
    }

    /** What a rule objects to among the canaries. */
    private static List<String> rejections(ArchRule rule) {
        return rule.evaluate(CANARIES).getFailureReport().getDetails();
    }
}
