package ir.roshan.testing;

import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.impl.DefaultAdminRuntimeDelegate;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.impl.DefaultCockpitRuntimeDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.impl.DefaultTasklistRuntimeDelegate;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.impl.DefaultWelcomeRuntimeDelegate;

/**
 * Which engine the web apps work with: they ask for one by its name, which those of several applications in one JVM share; and an
 * application that another test has closed took the web apps' own delegates along, of which the JVM has one each.
 */
final class WebAppEngine {
    private WebAppEngine() {}

    static void is(ProcessEngine engine) {
        ProcessEngines.registerProcessEngine(engine);
        if (Cockpit.getRuntimeDelegate() == null)
            Cockpit.setCockpitRuntimeDelegate(new DefaultCockpitRuntimeDelegate());
        if (Admin.getRuntimeDelegate() == null) Admin.setAdminRuntimeDelegate(new DefaultAdminRuntimeDelegate());
        if (Tasklist.getRuntimeDelegate() == null)
            Tasklist.setTasklistRuntimeDelegate(new DefaultTasklistRuntimeDelegate());
        if (Welcome.getRuntimeDelegate() == null) Welcome.setRuntimeDelegate(new DefaultWelcomeRuntimeDelegate());
    }
}
