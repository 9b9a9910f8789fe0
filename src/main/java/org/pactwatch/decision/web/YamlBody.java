package org.pactwatch.decision.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JacksonModule;

/** YAML bodies, in only: people write agreements in it, nobody needs an answer in it. */
final class YamlBody extends JacksonYamlHttpMessageConverter {

    /** @param values how values of the domain are written */
    YamlBody(List<JacksonModule> values) {
        super(StrictYaml.mapper().rebuild().addModules(values).build());
        setSupportedMediaTypes(List.of(
                MediaType.APPLICATION_YAML,
                MediaType.parseMediaType("application/x-yaml"),
                MediaType.parseMediaType("text/yaml")));
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        byte[] body = message.getBody().readAllBytes();
        StrictYaml.check(body);
        try {
            return super.read(type, new Replay(message.getHeaders(), body), hints);
        } catch (HttpMessageNotReadableException e) {
            throw e.getCause() instanceof JacksonException cause
                    ? new ProblemException(BodyProblems.of(cause, body, getMapper()))
                    : e;
        }
    }

    @Override
    public boolean canWrite(ResolvableType type, @Nullable Class<?> valueClass, @Nullable MediaType mediaType) {
        return false;
    }
}
