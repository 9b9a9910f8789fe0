package org.pactwatch.decision.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Makes a problem of whatever a controller, or Spring MVC on the way to one, throws. */
@RestControllerAdvice
class ProblemAdvice {

    @ExceptionHandler
    void rejected(RejectedException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, Problems.of(e.why()));
    }

    @ExceptionHandler
    void problem(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        e.headers().forEach(response::setHeader);
        ProblemWriter.write(request, response, e.problem());
    }

    @ExceptionHandler
    void body(HttpMessageConversionException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(request, response, body(e, request));
    }

    private static Problem body(HttpMessageConversionException e, HttpServletRequest request) {
        // The readers of bodies explain themselves; what is left is that there was none, or that a type of ours can't
        // be read or written.
        return e instanceof HttpMessageNotReadableException && e.getCause() == null
                ? BodyProblems.missing()
                : Unforeseen.report(e, request);
    }

    @ExceptionHandler
    void mediaType(HttpMediaTypeNotSupportedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String given = e.getContentType() == null
                ? "none"
                : "\"" + Untrusted.shown(e.getContentType().toString()) + "\"";
        String known = list(e.getSupportedMediaTypes());
        response.setHeader("Accept", known);
        ProblemWriter.write(
                request,
                response,
                Problems.of(
                        415,
                        "media-type-unsupported",
                        "The Content-Type is " + given + ", and this call reads " + known + ". Send one of these."));
    }

    @ExceptionHandler
    void notAcceptable(HttpMediaTypeNotAcceptableException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(request, response, StatusProblems.notAcceptable());
    }

    @ExceptionHandler
    void method(HttpRequestMethodNotSupportedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        e.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        ProblemWriter.write(request, response, StatusProblems.of(405));
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    void route(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, StatusProblems.noSuchRoute());
    }

    @ExceptionHandler
    void multipart(MultipartException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, StatusProblems.of(415));
    }

    @ExceptionHandler
    void missing(MissingRequestValueException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String name =
                e instanceof MissingServletRequestParameterException parameter ? parameter.getParameterName() : "?";
        ProblemWriter.write(
                request,
                response,
                Problems.of(
                        422,
                        "parameter-missing",
                        Problem.Fault.parameter(name, null, "The parameter \"" + name + "\" is missing.", "Give it.")));
    }

    @ExceptionHandler
    void parameter(TypeMismatchException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        String value = String.valueOf(e.getValue());
        String expected = Expected.of(e.getRequiredType()).replace("\"", "");
        ProblemWriter.write(
                request,
                response,
                Problems.of(
                        422,
                        "parameter-type",
                        Problem.Fault.parameter(
                                name,
                                value,
                                "The parameter \"" + name + "\" is \"" + Untrusted.shown(value) + "\" and not "
                                        + expected + ".",
                                "Write " + expected + ".")));
    }

    @ExceptionHandler
    void time(DateTimeException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(e instanceof DateTimeParseException malformed)) {
            ProblemWriter.write(request, response, Unforeseen.report(e, request));
            return;
        }
        ProblemWriter.write(
                request,
                response,
                Problems.of(
                        422,
                        "time-malformed",
                        "\"" + Untrusted.shown(malformed.getParsedString())
                                + "\" is no time. Write an instant such as 2025-03-18T16:30:00Z."));
    }

    @ExceptionHandler
    void tooSlow(AsyncRequestTimeoutException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(request, response, StatusProblems.of(503));
    }

    /** Whoever asked has gone; there is nobody to answer and nothing to log. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone(HttpServletResponse response) {}

    /** Also for Spring's own exceptions that none of the above is about: they know their status. */
    @ExceptionHandler(Throwable.class)
    void anything(Throwable e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatusCode status = e instanceof ErrorResponse known ? known.getStatusCode() : HttpStatusCode.valueOf(500);
        Problem problem = status.value() == 500 ? Unforeseen.report(e, request) : StatusProblems.of(status.value());
        ProblemWriter.write(request, response, problem);
    }

    private static String list(Collection<MediaType> types) {
        return types.stream()
                .filter(MediaType::isConcrete)
                .map(type -> type.toString().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
