package ir.roshan.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import ir.roshan.RoshanApplication;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.network.ServicePointImport;
import ir.roshan.testing.RoshanProcess;
import ir.roshan.testing.TestDatabase;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** There is no demo and no password that anybody knows where nobody asked for it. */
class WithoutDemoTest {
    @TempDir
    Path folder;

    @Test
    void defaultConfigurationRefusesToStartWithoutAnAdministratorsPassword() throws Exception {
        RoshanProcess.Ended ended = RoshanProcess.run(folder, "--server.port=0");
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output())
                .contains("This database has no administrator yet. Set ROSHAN_ADMIN_PASSWORD")
                .doesNotContain("Roshan-demo");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/roshan"), "sa", "");
                ResultSet users = connection.createStatement().executeQuery("SELECT count(*) FROM ACT_ID_USER")) {
            assertThat(users.next()).isTrue();
            assertThat(users.getInt(1)).isZero();
        }
    }

    @Test
    void aWeakPasswordOfTheAdministratorIsRefusedInASentence() throws Exception {
        RoshanProcess.Ended ended =
                RoshanProcess.run(folder, "--server.port=0", "--roshan.admin.password=Admin-Admin-1405");
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output())
                .contains("the password in ROSHAN_ADMIN_PASSWORD is too weak", "At least 10 characters")
                .doesNotContain("\tat ", "Admin-Admin-1405");
    }

    @Test
    void onlyTheAdministratorIsThereWithoutTheProfile() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RoshanApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:mem:without-demo",
                        "--roshan.admin.password=Not-the-demo-1")) {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            assertThat(jdbc.sql("SELECT id_ FROM ACT_ID_USER")
                            .query(String.class)
                            .list())
                    .containsExactly("admin");
            assertThat(context.getBean(Network.class).countServicePoints()).isZero();
            assertThat(context.getBeanNamesForType(Workplace.class)).isEmpty();
        }
    }

    @Test
    void demoIsNotLaidOverSomebodysNetwork() {
        try (TestDatabase database = TestDatabase.h2()) {
            ServicePointImport servicePoints =
                    new ServicePointImport(database.template, new ImportLock(database.client, database.transactions));
            servicePoints.load(new StringReader("""
                    bill_id,district,substation,feeder,transformer
                    104426,1,S1,F1,T1
                    """));
            Opening opening = new Opening(
                    new Network(database.client), servicePoints, null, null, null, mock(Workplace.class), null, null);
            assertThatThrownBy(opening::start)
                    .isInstanceOf(DemoNotLaidOut.class)
                    .hasMessageContaining("not the finished demo");
            assertThat(opening.isRunning()).isFalse();
        }
    }
}
