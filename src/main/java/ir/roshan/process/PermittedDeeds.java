package ir.roshan.process;

import static ir.roshan.process.Deed.Who.ADMINISTRATORS;
import static ir.roshan.process.Deed.Who.ANYBODY;
import static ir.roshan.process.Deed.Who.CHANNELS;
import static ir.roshan.process.Deed.Who.DISPATCHERS;
import static ir.roshan.process.Deed.Who.EVERYBODY;
import static ir.roshan.process.Deed.Who.MANAGERS;
import static ir.roshan.process.Deed.deed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.ActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.AuthorizationQueryImpl;
import org.camunda.bpm.engine.impl.DeploymentQueryImpl;
import org.camunda.bpm.engine.impl.EventSubscriptionQueryImpl;
import org.camunda.bpm.engine.impl.ExecutionQueryImpl;
import org.camunda.bpm.engine.impl.HistoricActivityInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.HistoricDecisionInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricDecisionInstanceStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.HistoricDetailQueryImpl;
import org.camunda.bpm.engine.impl.HistoricIdentityLinkLogQueryImpl;
import org.camunda.bpm.engine.impl.HistoricIncidentQueryImpl;
import org.camunda.bpm.engine.impl.HistoricJobLogQueryImpl;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceReportImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceReportImpl;
import org.camunda.bpm.engine.impl.HistoricVariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.IncidentQueryImpl;
import org.camunda.bpm.engine.impl.JobDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.JobQueryImpl;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.ProcessDefinitionStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.SetJobsRetriesByProcessBatchCmd;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TaskReportImpl;
import org.camunda.bpm.engine.impl.UserOperationLogQueryImpl;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.batch.BatchQueryImpl;
import org.camunda.bpm.engine.impl.batch.BatchStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.batch.history.HistoricBatchQueryImpl;
import org.camunda.bpm.engine.impl.cmd.ActivateBatchCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateJobCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateJobDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAuthorizationCommand;
import org.camunda.bpm.engine.impl.cmd.CreateFilterCmd;
import org.camunda.bpm.engine.impl.cmd.CreateGroupCmd;
import org.camunda.bpm.engine.impl.cmd.CreateGroupQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTenantQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateUserCmd;
import org.camunda.bpm.engine.impl.cmd.CreateUserQueryCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteAuthorizationCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterCountCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterListCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterListPageCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterSingleResultCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.GetActivityInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentProcessDiagramCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentProcessModelCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceForIdCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourcesCmd;
import org.camunda.bpm.engine.impl.cmd.GetExecutionVariableCmd;
import org.camunda.bpm.engine.impl.cmd.GetExecutionVariableTypedCmd;
import org.camunda.bpm.engine.impl.cmd.GetExecutionVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.GetFilterCmd;
import org.camunda.bpm.engine.impl.cmd.GetFormKeyCmd;
import org.camunda.bpm.engine.impl.cmd.GetHistoricJobLogExceptionStacktraceCmd;
import org.camunda.bpm.engine.impl.cmd.GetIdentityLinksForTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetJobExceptionStacktraceCmd;
import org.camunda.bpm.engine.impl.cmd.GetPasswordPolicyCmd;
import org.camunda.bpm.engine.impl.cmd.GetProcessInstanceCommentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.GetStartFormVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.GetStaticCalledProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskCommentsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskVariableCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskVariableCmdTyped;
import org.camunda.bpm.engine.impl.cmd.GetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.IsIdentityServiceReadOnlyCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAuthorizationCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveGroupCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobsRetriesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendBatchCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.UnlockUserCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateProcessInstancesSuspendStateBatchCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateProcessInstancesSuspendStateCmd;
import org.camunda.bpm.engine.impl.cmmn.entity.repository.CaseDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.dmn.cmd.GetDeploymentDecisionDefinitionCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.GetDeploymentDecisionDiagramCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.GetDeploymentDecisionModelCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.GetDeploymentDecisionRequirementsDefinitionCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.GetDeploymentDecisionRequirementsDiagramCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.GetDeploymentDecisionRequirementsModelCmd;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionRequirementsDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.filter.FilterQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.identity.db.DbGroupQueryImpl;
import org.camunda.bpm.engine.impl.identity.db.DbTenantQueryImpl;
import org.camunda.bpm.engine.impl.identity.db.DbUserQueryImpl;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobListener;
import org.camunda.bpm.engine.impl.jobexecutor.SuccessfulJobListener;

/**
 * What people may do through the web apps' API, and so to the engine: row by row, who, by which doors and by which commands.
 * What is in no row is refused to everybody, whatever permissions an account has: so each door and each command that a
 * newer engine brings stays shut until somebody has decided about it, which a test asks for.
 *
 * <p>What a row opens is still subject to the engine's own authorizations, which keep districts apart; of what is read they
 * are what decides. Nobody is in a row who would leave behind what our tables do not know: a workflow that was begun,
 * ended or moved by hand, a variable, a comment, a name (docs/adr/0002).
 *
 * <p>Long because it is one table of who may do what, read as one, and half of it names the commands of the engine.
 */
final class PermittedDeeds {
    private static final List<Deed> TABLE = List.of(
            deed("come in and go", ANYBODY)
                    .reading("GET admin/auth/user/{processEngineName}")
                    .whole("POST admin/auth/user/{processEngineName}/login/{appName}")
                    .whole("POST admin/auth/user/{processEngineName}/logout"),
            deed("load the pages", ANYBODY)
                    .reading(
                            "GET engine",
                            "GET /identity/password-policy",
                            "POST /identity/password-policy",
                            "GET admin/plugin/adminPlugins/static/{file:.*}",
                            "GET cockpit/plugin/cockpitPlugins/static/{file:.*}",
                            "GET tasklist/plugin/tasklistPlugins/static/{file:.*}")
                    .by(GetPasswordPolicyCmd.class, IsIdentityServiceReadOnlyCmd.class),
            deed("change their own password", EVERYBODY)
                    .at("PUT /user/{id}/credentials", "password", "authenticatedUserPassword")
                    .own("id")
                    .by(CheckPassword.class, SaveUserCmd.class),
            deed("look at tasks", EVERYBODY)
                    .reading(
                            "GET /task",
                            "POST /task",
                            "GET /task/count",
                            "POST /task/count",
                            "GET /task/report/candidate-group-count",
                            "GET /task/{id}",
                            "GET /task/{id}/form",
                            "GET /task/{id}/form-variables",
                            "GET /task/{id}/identity-links",
                            "GET /task/{id}/comment",
                            "GET /task/{id}/comment/{commentId}",
                            "GET /task/{id}/attachment",
                            "GET /task/{id}/variables",
                            "GET /task/{id}/variables/{varId}",
                            "GET /task/{id}/variables/{varId}/data",
                            "GET /task/{id}/localVariables",
                            "GET /task/{id}/localVariables/{varId}",
                            "GET /task/{id}/localVariables/{varId}/data")
                    .by(
                            TaskQueryImpl.class,
                            TaskReportImpl.class,
                            GetTaskFormCmd.class,
                            GetTaskFormVariablesCmd.class,
                            GetIdentityLinksForTaskCmd.class,
                            GetTaskCommentsCmd.class,
                            GetTaskCommentCmd.class,
                            GetTaskAttachmentsCmd.class,
                            GetTaskVariablesCmd.class,
                            GetTaskVariableCmd.class,
                            GetTaskVariableCmdTyped.class),
            deed("open the lists of tasks", EVERYBODY)
                    .reading(
                            "OPTIONS /filter",
                            "GET /filter",
                            "GET /filter/count",
                            "OPTIONS /filter/{id}",
                            "GET /filter/{id}",
                            "GET /filter/{id}/list",
                            "POST /filter/{id}/list",
                            "GET /filter/{id}/count",
                            "POST /filter/{id}/count",
                            "GET /filter/{id}/singleResult",
                            "POST /filter/{id}/singleResult")
                    .by(
                            FilterQueryImpl.class,
                            GetFilterCmd.class,
                            ExecuteFilterListCmd.class,
                            ExecuteFilterListPageCmd.class,
                            ExecuteFilterCountCmd.class,
                            ExecuteFilterSingleResultCmd.class),
            deed("take a task, and give it back", DISPATCHERS, MANAGERS)
                    .whole("POST /task/{id}/claim")
                    .at("POST /task/{id}/unclaim")
                    .whole("POST /task/{id}/assignee")
                    .by(ClaimTaskCmd.class, AssignTaskCmd.class),
            // Tasklist sends the whole task; what of it may change, and who may have it, is in GuardedTasks.
            deed("plan a task", DISPATCHERS, MANAGERS).whole("PUT /task/{id}").by(SaveTaskCmd.class),
            deed("complete a task with its form's own fields", DISPATCHERS, MANAGERS)
                    .at("POST /task/{id}/complete", "variables", "withVariablesInReturn")
                    .at("POST /task/{id}/submit-form", "variables", "withVariablesInReturn")
                    .by(CompleteWithOwnFields.class),
            // Instructions to begin in the middle are a command of their own, which is in no row.
            deed("register a request for a caller", DISPATCHERS, CHANNELS)
                    .at(
                            "POST /process-definition/{id}/start",
                            "variables",
                            "withVariablesInReturn",
                            "startInstructions")
                    .at(
                            "POST /process-definition/key/{key}/start",
                            "variables",
                            "withVariablesInReturn",
                            "startInstructions")
                    .at("POST /process-definition/{id}/submit-form", "variables")
                    .at("POST /process-definition/key/{key}/submit-form", "variables")
                    .by(StartProcessInstanceCmd.class, SubmitStartFormCmd.class),
            deed("look at the models", EVERYBODY)
                    .reading(
                            "GET /process-definition",
                            "GET /process-definition/count",
                            "GET /process-definition/{id}",
                            "GET /process-definition/{id}/xml",
                            "GET /process-definition/{id}/diagram",
                            "GET /process-definition/{id}/startForm",
                            "GET /process-definition/{id}/form-variables",
                            "GET /process-definition/{id}/static-called-process-definitions",
                            "GET /process-definition/key/{key}",
                            "GET /process-definition/key/{key}/xml",
                            "GET /process-definition/key/{key}/diagram",
                            "GET /process-definition/key/{key}/startForm",
                            "GET /process-definition/key/{key}/form-variables",
                            "GET /process-definition/key/{key}/static-called-process-definitions",
                            // Cockpit counts them, and there are none.
                            "GET /case-definition/count",
                            "GET /decision-definition",
                            "GET /decision-definition/count",
                            "GET /decision-definition/{id}",
                            "GET /decision-definition/{id}/xml",
                            "GET /decision-definition/{id}/diagram",
                            "GET /decision-definition/key/{key}",
                            "GET /decision-definition/key/{key}/xml",
                            "GET /decision-definition/key/{key}/diagram",
                            "GET /decision-requirements-definition",
                            "GET /decision-requirements-definition/count",
                            "GET /decision-requirements-definition/{id}",
                            "GET /decision-requirements-definition/{id}/xml",
                            "GET /decision-requirements-definition/{id}/diagram",
                            "GET /decision-requirements-definition/key/{key}",
                            "GET /decision-requirements-definition/key/{key}/xml",
                            "GET /decision-requirements-definition/key/{key}/diagram",
                            "GET /deployment",
                            "GET /deployment/count",
                            "GET /deployment/{id}",
                            "GET /deployment/{id}/resources",
                            "GET /deployment/{id}/resources/{resourceId}",
                            "GET /deployment/{id}/resources/{resourceId}/data")
                    .by(
                            ProcessDefinitionQueryImpl.class,
                            GetDeployedProcessDefinitionCmd.class,
                            GetDeploymentProcessModelCmd.class,
                            GetDeploymentProcessDiagramCmd.class,
                            GetStaticCalledProcessDefinitionCmd.class,
                            GetStartFormCmd.class,
                            GetStartFormVariablesCmd.class,
                            GetFormKeyCmd.class,
                            CaseDefinitionQueryImpl.class,
                            DecisionDefinitionQueryImpl.class,
                            GetDeploymentDecisionDefinitionCmd.class,
                            GetDeploymentDecisionModelCmd.class,
                            GetDeploymentDecisionDiagramCmd.class,
                            DecisionRequirementsDefinitionQueryImpl.class,
                            GetDeploymentDecisionRequirementsDefinitionCmd.class,
                            GetDeploymentDecisionRequirementsModelCmd.class,
                            GetDeploymentDecisionRequirementsDiagramCmd.class,
                            DeploymentQueryImpl.class,
                            GetDeploymentResourcesCmd.class,
                            GetDeploymentResourceForIdCmd.class),
            deed("look at work in progress", EVERYBODY)
                    .reading(
                            "GET /process-instance",
                            "POST /process-instance",
                            "GET /process-instance/count",
                            "POST /process-instance/count",
                            "GET /process-instance/{id}",
                            "GET /process-instance/{id}/activity-instances",
                            "GET /process-instance/{id}/comment",
                            "GET /process-instance/{id}/variables",
                            "GET /process-instance/{id}/variables/{varId}",
                            "GET /process-instance/{id}/variables/{varId}/data",
                            "GET /execution",
                            "POST /execution",
                            "GET /execution/count",
                            "POST /execution/count",
                            "GET /execution/{id}",
                            "GET /execution/{id}/localVariables",
                            "GET /execution/{id}/localVariables/{varId}",
                            "GET /execution/{id}/localVariables/{varId}/data",
                            "GET /execution/{id}/messageSubscriptions/{messageName}",
                            "GET /variable-instance",
                            "POST /variable-instance",
                            "GET /variable-instance/count",
                            "POST /variable-instance/count",
                            "GET /variable-instance/{id}",
                            "GET /variable-instance/{id}/data",
                            "GET /event-subscription",
                            "GET /event-subscription/count",
                            "GET /incident",
                            "GET /incident/count",
                            "GET /incident/{id}")
                    .by(
                            ProcessInstanceQueryImpl.class,
                            GetActivityInstanceCmd.class,
                            GetProcessInstanceCommentsCmd.class,
                            ExecutionQueryImpl.class,
                            GetExecutionVariablesCmd.class,
                            GetExecutionVariableCmd.class,
                            GetExecutionVariableTypedCmd.class,
                            VariableInstanceQueryImpl.class,
                            EventSubscriptionQueryImpl.class,
                            IncidentQueryImpl.class),
            // What belongs to no process the engine shows to everybody, with the names of its classes.
            deed("look at the engine's own work", MANAGERS, ADMINISTRATORS)
                    .reading(
                            "GET /process-definition/statistics",
                            "GET /process-definition/{id}/statistics",
                            "GET /process-definition/key/{key}/statistics",
                            "GET /job",
                            "POST /job",
                            "GET /job/count",
                            "POST /job/count",
                            "GET /job/{id}",
                            "GET /job/{id}/stacktrace",
                            "GET /job-definition",
                            "POST /job-definition",
                            "GET /job-definition/count",
                            "POST /job-definition/count",
                            "GET /job-definition/{id}",
                            "GET /batch",
                            "GET /batch/count",
                            "GET /batch/statistics",
                            "GET /batch/statistics/count",
                            "GET /batch/{id}",
                            "GET /history/job-log",
                            "POST /history/job-log",
                            "GET /history/job-log/count",
                            "POST /history/job-log/count",
                            "GET /history/job-log/{id}",
                            "GET /history/job-log/{id}/stacktrace",
                            "GET /history/batch",
                            "GET /history/batch/count",
                            "GET /history/batch/{id}")
                    .by(
                            ProcessDefinitionStatisticsQueryImpl.class,
                            ActivityStatisticsQueryImpl.class,
                            JobQueryImpl.class,
                            GetJobExceptionStacktraceCmd.class,
                            JobDefinitionQueryImpl.class,
                            BatchQueryImpl.class,
                            BatchStatisticsQueryImpl.class,
                            HistoricJobLogQueryImpl.class,
                            GetHistoricJobLogExceptionStacktraceCmd.class,
                            HistoricBatchQueryImpl.class),
            deed("look at what was", EVERYBODY)
                    .reading(
                            "GET /history/process-instance",
                            "POST /history/process-instance",
                            "GET /history/process-instance/count",
                            "POST /history/process-instance/count",
                            "GET /history/process-instance/report",
                            "GET /history/process-instance/{id}",
                            "GET /history/process-definition/{id}/statistics",
                            "GET /history/activity-instance",
                            "POST /history/activity-instance",
                            "GET /history/activity-instance/count",
                            "POST /history/activity-instance/count",
                            "GET /history/activity-instance/{id}",
                            "GET /history/task",
                            "POST /history/task",
                            "GET /history/task/count",
                            "POST /history/task/count",
                            "GET /history/task/report",
                            "GET /history/variable-instance",
                            "POST /history/variable-instance",
                            "GET /history/variable-instance/count",
                            "POST /history/variable-instance/count",
                            "GET /history/variable-instance/{id}",
                            "GET /history/variable-instance/{id}/data",
                            "GET /history/detail",
                            "POST /history/detail",
                            "GET /history/detail/count",
                            "GET /history/detail/{id}",
                            "GET /history/detail/{id}/data",
                            "GET /history/identity-link-log",
                            "GET /history/identity-link-log/count",
                            "GET /history/incident",
                            "GET /history/incident/count",
                            "GET /history/decision-instance",
                            "GET /history/decision-instance/count",
                            "GET /history/decision-instance/{id}",
                            "GET /history/decision-requirements-definition/{id}/statistics",
                            "GET /history/user-operation",
                            "GET /history/user-operation/count")
                    .by(
                            HistoricProcessInstanceQueryImpl.class,
                            HistoricProcessInstanceReportImpl.class,
                            HistoricActivityStatisticsQueryImpl.class,
                            HistoricActivityInstanceQueryImpl.class,
                            HistoricTaskInstanceQueryImpl.class,
                            HistoricTaskInstanceReportImpl.class,
                            HistoricVariableInstanceQueryImpl.class,
                            HistoricDetailQueryImpl.class,
                            HistoricIdentityLinkLogQueryImpl.class,
                            HistoricIncidentQueryImpl.class,
                            HistoricDecisionInstanceQueryImpl.class,
                            HistoricDecisionInstanceStatisticsQueryImpl.class,
                            UserOperationLogQueryImpl.class),
            // These ask the database by commands of Cockpit's own, past the engine's.
            deed("watch in Cockpit", MANAGERS, ADMINISTRATORS)
                    .reading(
                            "GET cockpit/plugin/base/{engine}/process-definition/statistics",
                            "GET cockpit/plugin/base/{engine}/process-definition/statistics-count",
                            "GET cockpit/plugin/base/{engine}/process-definition/{id}/called-process-definitions",
                            "POST cockpit/plugin/base/{engine}/process-definition/{id}/called-process-definitions",
                            "GET cockpit/plugin/base/{engine}/process-instance",
                            "POST cockpit/plugin/base/{engine}/process-instance",
                            "GET cockpit/plugin/base/{engine}/process-instance/count",
                            "POST cockpit/plugin/base/{engine}/process-instance/count",
                            "GET cockpit/plugin/base/{engine}/process-instance/{id}/called-process-instances",
                            "POST cockpit/plugin/base/{engine}/process-instance/{id}/called-process-instances",
                            "GET cockpit/plugin/base/{engine}/incident",
                            "POST cockpit/plugin/base/{engine}/incident",
                            "GET cockpit/plugin/base/{engine}/incident/count",
                            "POST cockpit/plugin/base/{engine}/incident/count"),
            deed("try again what was given up", ADMINISTRATORS)
                    .at("POST /job/{id}/execute")
                    .at("PUT /job/{id}/retries", "retries", "dueDate")
                    .at("POST /job/retries", "jobIds", "jobQuery", "retries", "dueDate")
                    .at("PUT /job-definition/{id}/retries", "retries", "dueDate")
                    .at(
                            "POST /process-instance/job-retries",
                            "processInstances",
                            "processInstanceQuery",
                            "retries",
                            "dueDate")
                    .at(
                            "POST /process-instance/job-retries-historic-query-based",
                            "processInstances",
                            "historicProcessInstanceQuery",
                            "retries",
                            "dueDate")
                    .by(
                            ExecuteJobsCmd.class,
                            SuccessfulJobListener.class,
                            FailedJobListener.class,
                            SetJobRetriesCmd.class,
                            SetJobsRetriesBatchCmd.class,
                            SetJobsRetriesByProcessBatchCmd.class),
            deed("hold work, and let it go on", ADMINISTRATORS)
                    .at("PUT /job/{id}/suspended", "suspended")
                    .at(
                            "PUT /job/suspended",
                            "suspended",
                            "jobId",
                            "jobDefinitionId",
                            "processInstanceId",
                            "processDefinitionId",
                            "processDefinitionKey")
                    .at("PUT /job-definition/{id}/suspended", "suspended", "includeJobs", "executionDate")
                    .at(
                            "PUT /job-definition/suspended",
                            "suspended",
                            "includeJobs",
                            "executionDate",
                            "jobDefinitionId",
                            "processDefinitionId",
                            "processDefinitionKey")
                    .at(
                            "PUT /process-definition/{id}/suspended",
                            "suspended",
                            "includeProcessInstances",
                            "executionDate")
                    .at(
                            "PUT /process-definition/key/{key}/suspended",
                            "suspended",
                            "includeProcessInstances",
                            "executionDate")
                    .at(
                            "PUT /process-definition/suspended",
                            "suspended",
                            "includeProcessInstances",
                            "executionDate",
                            "processDefinitionId",
                            "processDefinitionKey")
                    .at("PUT /process-instance/{id}/suspended", "suspended")
                    .at(
                            "PUT /process-instance/suspended",
                            "suspended",
                            "processDefinitionId",
                            "processDefinitionKey",
                            "processInstanceIds",
                            "processInstanceQuery",
                            "historicProcessInstanceQuery")
                    .at(
                            "POST /process-instance/suspended-async",
                            "suspended",
                            "processInstanceIds",
                            "processInstanceQuery",
                            "historicProcessInstanceQuery")
                    .at("PUT /batch/{id}/suspended", "suspended")
                    .by(
                            SuspendJobCmd.class,
                            ActivateJobCmd.class,
                            SuspendJobDefinitionCmd.class,
                            ActivateJobDefinitionCmd.class,
                            SuspendProcessDefinitionCmd.class,
                            ActivateProcessDefinitionCmd.class,
                            SuspendProcessInstanceCmd.class,
                            ActivateProcessInstanceCmd.class,
                            UpdateProcessInstancesSuspendStateCmd.class,
                            UpdateProcessInstancesSuspendStateBatchCmd.class,
                            SuspendBatchCmd.class,
                            ActivateBatchCmd.class),
            deed("see accounts, groups and rights, as far as they may", EVERYBODY)
                    .reading(
                            "OPTIONS /user",
                            "GET /user",
                            "GET /user/count",
                            "OPTIONS /user/{id}",
                            "GET /user/{id}/profile",
                            "OPTIONS /group",
                            "GET /group",
                            "POST /group",
                            "GET /group/count",
                            "POST /group/count",
                            "OPTIONS /group/{id}",
                            "GET /group/{id}",
                            "OPTIONS /group/{id}/members",
                            "GET /identity/groups",
                            "OPTIONS /tenant",
                            "GET /tenant",
                            "GET /tenant/count",
                            "OPTIONS /authorization",
                            "GET /authorization",
                            "GET /authorization/count",
                            "GET /authorization/check",
                            "OPTIONS /authorization/{id}",
                            "GET /authorization/{id}")
                    .by(
                            CreateUserQueryCmd.class,
                            DbUserQueryImpl.class,
                            CreateGroupQueryCmd.class,
                            DbGroupQueryImpl.class,
                            CreateTenantQueryCmd.class,
                            DbTenantQueryImpl.class,
                            AuthorizationQueryImpl.class,
                            AuthorizationCheckCmd.class),
            deed("keep the accounts", ADMINISTRATORS)
                    .at("POST /user/create", "profile", "credentials")
                    .at("PUT /user/{id}/profile", "id", "firstName", "lastName", "email")
                    .at("PUT /user/{id}/credentials", "password", "authenticatedUserPassword")
                    .at("POST /user/{id}/unlock")
                    .at("DELETE /user/{id}")
                    .by(
                            CreateUserCmd.class,
                            CheckPassword.class,
                            SaveUserCmd.class,
                            UnlockUserCmd.class,
                            NeededAccounts.DeleteAccount.class),
            deed("keep the groups", ADMINISTRATORS)
                    .at("POST /group/create", "id", "name", "type")
                    .at("PUT /group/{id}", "id", "name", "type")
                    // Admin's pages say once more in the body what stands in the address.
                    .at("DELETE /group/{id}", "id")
                    .at("PUT /group/{id}/members/{userId}", "id", "userId")
                    .at("DELETE /group/{id}/members/{userId}", "id", "userId")
                    .by(
                            CreateGroupCmd.class,
                            SaveGroupCmd.class,
                            NeededAccounts.DeleteGroup.class,
                            CreateMembershipCmd.class,
                            NeededAccounts.EndMembership.class),
            deed("keep the rights", ADMINISTRATORS)
                    .at(
                            "POST /authorization/create",
                            "type",
                            "permissions",
                            "userId",
                            "groupId",
                            "resourceType",
                            "resourceId")
                    .at(
                            "PUT /authorization/{id}",
                            "type",
                            "permissions",
                            "userId",
                            "groupId",
                            "resourceType",
                            "resourceId")
                    .at("DELETE /authorization/{id}")
                    .by(CreateAuthorizationCommand.class, SaveAuthorizationCmd.class, DeleteAuthorizationCmd.class),
            deed("keep the lists of tasks", ADMINISTRATORS)
                    .at("POST /filter/create", "resourceType", "name", "owner", "query", "properties")
                    .at("PUT /filter/{id}", "resourceType", "name", "owner", "query", "properties")
                    .at("DELETE /filter/{id}")
                    .by(CreateFilterCmd.class, SaveFilterCmd.class, DeleteFilterCmd.class));

    private PermittedDeeds() {}

    /** @param person null for somebody without an account */
    static Optional<Deed> at(String door, Map<String, String> path, Authentication person) {
        return TABLE.stream().filter(deed -> deed.permits(person, door, path)).findFirst();
    }

    static boolean permit(Class<?> command, Authentication person) {
        return TABLE.stream().anyMatch(deed -> deed.permits(person, command));
    }

    static boolean has(Class<?> command) {
        return TABLE.stream().anyMatch(deed -> deed.has(command));
    }

    static List<Deed> table() {
        return TABLE;
    }
}
