package org.pactwatch.pages.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing for which readings come apart, in a sentence.
 *
 * @param kind such as {@code INCIDENT}
 * @param lead what it is about: an hour, or the name of an incident
 * @param incident its id; {@code null} if it is about none
 * @param words the sentence
 * @param positions where what it rests on is recorded
 */
public record DifferenceView(
        String kind, String lead, @Nullable String incident, String words, List<Long> positions) {}
