package org.pactwatch.access.web;

import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** A controller that declares a {@code Subject} parameter gets whoever is asking, {@link Subject#anonymous} included. */
final class SubjectArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Subject.class;
    }

    @Override
    public Subject resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return SubjectAuthentication.subjectOf(
                SecurityContextHolder.getContext().getAuthentication());
    }
}
