package ir.roshan.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ir.roshan.security.PageStyle;
import ir.roshan.text.Sha256;
import ir.roshan.text.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceChainRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * The files of our pages, and what browsers and search engines ask of every site without being told to.
 *
 * <p>A page names its files below the {@link #version} of them all, and they name one another relative to that: so a browser
 * keeps them for good and asks for none twice, and never mixes those of two versions. Under their plain names they are there
 * too, and are asked for each time.
 */
@Configuration(proxyBeanMethods = false)
class SiteFiles implements WebMvcConfigurer {
    private static final int TAG_DIGITS = 32;
    private static final int VERSION_DIGITS = 16;
    private static final String ASSETS = "/assets/";
    private static final String SITE = "classpath:/static/";
    private static final String WEB = "classpath:/web/";
    /** Folders of {@link #WEB} whose files are all below {@link #ASSETS}; which is which page says web/README.md. */
    private static final String[] FOLDERS = {
        WEB + "shared/", WEB + "subscriber/", WEB + "outbox/", WEB + "planning/", WEB + "monthly/", WEB + "my/"
    };

    /** Like pages they lie beside what those load, and have addresses of their own. */
    private static final Set<String> NO_ASSETS = Set.of("service-worker.js", "favicon.ico", "robots.txt");

    private static final String WORDS = "classpath:/words/*.properties";

    /** In a page that has its style sheet within itself. */
    private static final String STYLE = "<link rel=\"stylesheet\" href=\"/assets/page.css\" data-inline>";

    /** Comments of our own modules, which stand on lines of their own: a telephone has no use for them. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*\\*(?s:.*?)\\*/)[ \\t]*\\n");

    /** A page goes without what is there for whoever reads the file: over a slow line each byte is waited for. */
    private static final Pattern INDENTS = Pattern.compile("(?m)^[ \\t]+");

    private static final Pattern NOTES = Pattern.compile("(?s)<!--.*?-->\n?");

    /** Of this jar or of another one: a page that is open during an upgrade asks for those that it knows. */
    private static final Pattern ANY_VERSION = Pattern.compile("^v[0-9a-f]{" + VERSION_DIGITS + "}/");

    private final FirstModules first = new FirstModules();
    private final String version;

    /** @param build where there is a jar, or what Maven has built */
    SiteFiles(ObjectProvider<BuildProperties> build) {
        this.version = version(
                build.stream().map(BuildProperties::getVersion).findFirst().orElse(""));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        keep(registry, "/favicon.ico", Duration.ofDays(30));
        keep(registry, "/robots.txt", Duration.ofDays(1));
        registry.addResourceHandler(ASSETS + version + "/**")
                .addResourceLocations(FOLDERS)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .setUseLastModified(false)
                .resourceChain(false)
                .addResolver(new Assets())
                .addTransformer(SiteFiles::withWords)
                .addTransformer(SiteFiles::withoutComments)
                // The last is asked first.
                .addTransformer(this::withFirstModules);
        asTheyAreNow(registry, ASSETS + "**", FOLDERS)
                .addResolver(new Assets() {
                    @Override
                    protected Resource getResource(String path, Resource location) throws IOException {
                        return super.getResource(ANY_VERSION.matcher(path).replaceFirst(""), location);
                    }
                })
                .addTransformer(SiteFiles::withWords);
        asTheyAreNow(registry, ASSETS + "cockpit/**", WEB + "cockpit/").addTransformer(SiteFiles::withWords);
        registry.addResourceHandler("/forms/**").addResourceLocations(SITE + "forms/");
        registry.addResourceHandler("/forms/*.css").addResourceLocations(WEB + "tasklist/");
        registry.addResourceHandler("/forms/lib/**")
                .addResourceLocations(WEB + "tasklist/")
                .resourceChain(false)
                .addTransformer(SiteFiles::withWords);
        for (String page : new String[] {
            "/index.html", "/outbox.html", "/plan.html", "/my.html", "/stop.html", "/service-worker.js"
        }) asTheyAreNow(registry, page, FOLDERS).addTransformer(this::withVersion);
    }

    /** Asked for each time, since an upgrade changes them all at once; and over a slow line not sent again. */
    private static ResourceChainRegistration asTheyAreNow(
            ResourceHandlerRegistry registry, String address, String... folders) {
        return registry.addResourceHandler(address)
                .addResourceLocations(folders)
                .setCacheControl(CacheControl.noCache())
                .setEtagGenerator(SiteFiles::tag)
                .resourceChain(false);
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
        registry.addViewController("/my").setViewName("forward:/my.html");
        registry.addViewController("/s/{token}").setViewName("forward:/stop.html");
    }

    private Resource withVersion(HttpServletRequest request, Resource page, ResourceTransformerChain chain)
            throws IOException {
        String plain = chain.transform(request, page).getContentAsString(UTF_8);
        String bare = NOTES.matcher(INDENTS.matcher(plain).replaceAll("")).replaceAll("");
        String written = first.rewrittenPage(bare).replace(STYLE, "<style>" + PageStyle.text() + "</style>");
        return new TransformedResource(
                page, written.replace(ASSETS, ASSETS + version + "/").getBytes(UTF_8));
    }

    private Resource withFirstModules(HttpServletRequest request, Resource file, ResourceTransformerChain chain)
            throws IOException {
        Resource plain = chain.transform(request, file);
        return FirstModules.FILE.equals(file.getFilename())
                ? new TransformedResource(plain, first.inOne().getBytes(UTF_8))
                : script(plain, first::rewritten);
    }

    private static Resource withWords(HttpServletRequest request, Resource file, ResourceTransformerChain chain)
            throws IOException {
        return script(chain.transform(request, file), Words::writtenInto);
    }

    private static Resource withoutComments(HttpServletRequest request, Resource file, ResourceTransformerChain chain)
            throws IOException {
        return script(
                chain.transform(request, file), plain -> COMMENT.matcher(plain).replaceAll(""));
    }

    /** Any other file stays as it is. */
    private static Resource script(Resource file, UnaryOperator<String> change) throws IOException {
        String name = file.getFilename();
        if (name == null || !name.endsWith(".js")) return file;
        return new TransformedResource(
                file, change.apply(file.getContentAsString(UTF_8)).getBytes(UTF_8));
    }

    /** Of all files together, the pages and the words among them, and of the release: a telephone keeps what the server says with a page as well. */
    private static String version(String release) {
        try {
            StringBuilder all = new StringBuilder().append(release);
            for (String of : List.of(WEB + "**/*.*", SITE + "**/*.*", WORDS)) {
                Resource[] files = new PathMatchingResourcePatternResolver().getResources(of);
                Arrays.sort(files, Comparator.comparing(SiteFiles::address));
                for (Resource file : files) {
                    all.append(Sha256.of(file.getContentAsString(ISO_8859_1)));
                }
            }
            return "v" + Sha256.of(all.toString()).substring(0, VERSION_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(Resource file) {
        try {
            return file.getURL().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Weak, so that it may be packed on its way. */
    private static String tag(Resource file) {
        try {
            return "W/\"" + Sha256.of(file.getContentAsString(ISO_8859_1)).substring(0, TAG_DIGITS) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(ResourceHandlerRegistry registry, String file, Duration time) {
        registry.addResourceHandler(file)
                .addResourceLocations(FOLDERS)
                .setCacheControl(CacheControl.maxAge(time).cachePublic());
    }

    private static class Assets extends PathResourceResolver {
        @Override
        protected Resource getResource(String path, Resource location) throws IOException {
            return NO_ASSETS.contains(path) || path.endsWith(".html") ? null : super.getResource(path, location);
        }
    }
}
