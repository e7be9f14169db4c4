package ir.roshan.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the dashboard for Grafana and the rules for alerts ask Prometheus for. */
public final class WatchedFigures {
    private static final String OF_SOURCES = "roshan_plan_source_";

    private WatchedFigures() {}

    /** Those that each installation has. */
    public static Set<String> ofEverybody() {
        Set<String> names = all();
        names.removeIf(name -> name.startsWith(OF_SOURCES));
        return names;
    }

    /** Those of the plan's sources, where some are set. */
    public static Set<String> ofPlanSources() {
        Set<String> names = all();
        names.removeIf(name -> !name.startsWith(OF_SOURCES));
        return names;
    }

    private static Set<String> all() {
        Set<String> names = new TreeSet<>();
        for (String file : List.of("docs/monitoring/grafana-dashboard.json", "docs/monitoring/alerts.yaml")) {
            Pattern.compile("roshan_\\w+")
                    .matcher(SourceTree.read(Path.of(file)))
                    .results()
                    .forEach(name -> names.add(name.group()));
        }
        return names;
    }
}
