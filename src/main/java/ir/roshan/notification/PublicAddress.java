package ir.roshan.notification;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where subscribers find us, as far as that is known: nobody's call says it for sure.
 *
 * @param publicAddress of the subscribers' page, as {@code https://outages.example.ir}; null where messages are to name none
 */
@ConfigurationProperties("roshan.web")
public record PublicAddress(URI publicAddress) {
    public PublicAddress {
        if (publicAddress != null && publicAddress.toString().isEmpty()) publicAddress = null;
        if (publicAddress != null
                && (!SmsSettings.isHttp(publicAddress)
                        || publicAddress.getRawQuery() != null
                        || publicAddress.getRawFragment() != null
                        || publicAddress.getRawUserInfo() != null))
            throw new IllegalArgumentException(
                    "roshan.web.public-address is the http or https address of a site and nothing more: "
                            + publicAddress);
    }

    /** The host alone, by which browsers know whose a code is. */
    Optional<String> host() {
        return Optional.ofNullable(publicAddress).map(URI::getHost);
    }

    /** @param path with a slash in front */
    public Optional<String> linkTo(String path) {
        return Optional.ofNullable(publicAddress).map(site -> site.toString().replaceFirst("/+$", "") + path);
    }
}
