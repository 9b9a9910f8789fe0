package org.pactwatch.decision.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JacksonModule;

/** JSON bodies, in and out. */
final class JsonBody extends JacksonJsonHttpMessageConverter {

    /** @param values how values of the domain are written */
    JsonBody(List<JacksonModule> values) {
        super(StrictJson.mapper().rebuild().addModules(values).build());
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        byte[] body = message.getBody().readAllBytes();
        StrictJson.check(body);
        try {
            return super.read(type, new Replay(message.getHeaders(), body), hints);
        } catch (HttpMessageNotReadableException e) {
            throw e.getCause() instanceof JacksonException cause
                    ? new ProblemException(BodyProblems.of(cause, body, getMapper()))
                    : e;
        }
    }
}
