package ir.roshan.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/**
 * Each call of the web apps' API comes by here, after it is known which resource it is for and before anything of it is
 * read: what is in no row of {@link PermittedDeeds} is refused. A door is named as {@code POST /task/{id}/claim} where it is
 * the engine's, and else with its app, as {@code GET cockpit/plugin/base/{engine}/incident}. However an address is spelled,
 * it is known by the template that it has met.
 */
public final class PeoplesDoor implements ContainerRequestFilter {
    private static final String ENGINE_APP = "engine";
    private static final String ENGINE = "/engine/{name}";
    /** Members and parameters that ask for cases, which are switched off: their tables are not there. */
    private static final Pattern OF_CASES = Pattern.compile("(case|superCase|subCase)([A-Z]\\w*)?");

    private static final int LONGEST_NAME = 50;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Found by Jersey itself, so that no application of Camunda's runs without the door. */
    public static final class Discovered implements AutoDiscoverable {
        @Override
        public void configure(FeatureContext context) {
            context.register(PeoplesDoor.class);
        }
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String door = door(request);
        Map<String, String> path = path(request);
        Deed deed = PermittedDeeds.at(door, path, person()).orElseThrow(WebAppCommandInterceptor::refused);
        Optional<Set<String>> members = deed.members(door);
        if (deed.isQuestion(door)) {
            refuseCases(request.getUriInfo().getQueryParameters().keySet());
            if (request.hasEntity()) {
                body(request).ifPresent(PeoplesDoor::refuseCases);
            }
        } else if (members.isPresent()) {
            Optional<JsonNode> body = request.hasEntity() ? body(request) : Optional.empty();
            body.ifPresent(sent -> {
                take(sent, members.get());
                requireSame(sent, members.get(), path);
            });
        }
    }

    private static String door(ContainerRequestContext request) {
        ExtendedUriInfo uri = (ExtendedUriInfo) request.getUriInfo();
        Deque<String> parts = new ArrayDeque<>();
        uri.getMatchedTemplates().stream().map(UriTemplate::getTemplate).forEach(parts::push);
        String[] base = uri.getBaseUri().getPath().split("/");
        return name(request.getMethod(), base[base.length - 1], String.join("/", parts));
    }

    /** @param template of the path below the app, with as many slashes as may be */
    static String name(String method, String app, String template) {
        String path = ("/" + template).replaceAll("/+", "/").replaceAll("/$", "");
        String asked = method.equals("HEAD") ? "GET" : method;
        if (!app.equals(ENGINE_APP)) {
            return asked + " " + app + path;
        }
        return asked + " " + (path.startsWith(ENGINE) ? path.substring(ENGINE.length()) : path.substring(1));
    }

    private static Map<String, String> path(ContainerRequestContext request) {
        Map<String, String> parameters = new HashMap<>();
        request.getUriInfo().getPathParameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        return parameters;
    }

    private static Authentication person() {
        ProcessEngine engine = ProcessEngines.getProcessEngine(ProcessEngines.NAME_DEFAULT);
        return engine == null ? null : engine.getIdentityService().getCurrentAuthentication();
    }

    /** Leaves the body as it is for the resource. */
    private static Optional<JsonNode> body(ContainerRequestContext request) throws IOException {
        byte[] sent = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(sent));
        if (sent.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(sent));
        } catch (JsonProcessingException e) {
            throw refusal("The body is no JSON.");
        }
    }

    private static void take(JsonNode sent, Set<String> members) {
        if (!sent.isObject() && !sent.isNull()) {
            throw refusal("The body is not what is taken here.");
        }
        sent.properties().forEach(member -> {
            if (!members.contains(member.getKey()) && !member.getValue().isNull()) {
                throw refusal("The body is not what is taken here: " + shown(member.getKey()) + " (unknown-member)");
            }
        });
    }

    /** Nobody and nothing is given another id. A body that has nothing else to say need not repeat the address. */
    private static void requireSame(JsonNode sent, Set<String> members, Map<String, String> path) {
        boolean saysMore = !path.keySet().containsAll(members);
        for (String id : List.of("id", "userId")) {
            boolean isAddressed = members.contains(id) && path.containsKey(id) && (saysMore || sent.hasNonNull(id));
            if (isAddressed && !path.get(id).equals(sent.path(id).textValue())) {
                throw refusal("The body is not what is taken here: " + id + " (unknown-value)");
            }
        }
    }

    private static void refuseCases(JsonNode sent) {
        if (sent.isObject()) {
            refuseCases(sent.properties().stream()
                    // Tasklist sends each list of conditions, empty ones too.
                    .filter(member -> !member.getValue().isNull() && !isEmptyList(member.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet()));
        }
        sent.forEach(PeoplesDoor::refuseCases);
    }

    private static boolean isEmptyList(JsonNode value) {
        return value.isArray() && value.isEmpty();
    }

    private static void refuseCases(Collection<String> names) {
        names.stream().filter(OF_CASES.asMatchPredicate()).findFirst().ifPresent(name -> {
            throw refusal("There are no cases here: " + shown(name) + " (unknown-member)");
        });
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    private static InvalidRequestException refusal(String message) {
        return new InvalidRequestException(Response.Status.BAD_REQUEST, message);
    }
}
