package ir.roshan.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks after H2 before anything else touches it; any other database is none of its business. */
@Component
class EmbeddedDatabase implements BeanPostProcessor, FlywayMigrationStrategy {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** The file that was there before H2 opened it. */
    private Optional<DatabaseFile> found = Optional.empty();

    private Optional<PrivateFiles> files = Optional.empty();

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DataSourceProperties properties)
            H2Address.parse(properties.getUrl()).ifPresent(address -> {
                properties.setUrl(durable(address).url());
                found = address.file().map(DatabaseFile::new).filter(DatabaseFile::exists);
                files = address.file().map(PrivateFiles::new);
                files.ifPresent(EmbeddedDatabase::close);
                found.ifPresent(EmbeddedDatabase::check);
            });
        return bean;
    }

    /** {@link ErasedBytes} holds the calls back while it shuts the database, which the pool has to know from the beginning. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool
                && H2Address.fileOf(pool.getJdbcUrl()).isPresent()) {
            pool.setAllowPoolSuspension(true);
        }
        return bean;
    }

    private static H2Address durable(H2Address address) {
        H2Address durable = address.durable();
        if (!durable.equals(address))
            log.info(
                    "the database's address lacks settings that keep what was acknowledged; they are added: {}",
                    durable.settings());
        return durable;
    }

    private static void check(DatabaseFile file) {
        try {
            file.check();
        } catch (IOException e) {
            throw new UncheckedIOException("the database file cannot be read: " + file.path(), e);
        }
    }

    /** Where that cannot be done it is said, and no reason to serve nobody. */
    private static void close(PrivateFiles files) {
        try {
            files.makeFolder();
            files.close();
        } catch (IOException e) {
            log.warn("the files of {} may be open to others", files.database(), e);
        }
    }

    /** H2 makes its file as it is opened; nobody has written anything into it yet. */
    private static void openAndClose(PrivateFiles files, DataSource dataSource) {
        JdbcClient.create(dataSource).sql("SELECT 1").query(Integer.class).single();
        close(files);
    }

    /** @throws DamagedDatabase if H2 found nothing in a file that was there: we have never left one like that */
    @Override
    public void migrate(Flyway flyway) {
        found.filter(file -> isEmpty(flyway.getConfiguration().getDataSource())).ifPresent(file -> {
            throw new DamagedDatabase(file.path(), "H2 finds nothing in it");
        });
        files.ifPresent(f -> openAndClose(f, flyway.getConfiguration().getDataSource()));
        flyway.migrate();
    }

    private static boolean isEmpty(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                        .sql("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
                        .query(Long.class)
                        .single()
                == 0;
    }
}
