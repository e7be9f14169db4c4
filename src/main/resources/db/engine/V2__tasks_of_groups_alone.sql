-- A version before let the engine grant a task to whoever took it, for good (GroupsAlone). 7 is a task, 19 one of history.
DELETE FROM ACT_RU_AUTHORIZATION WHERE RESOURCE_TYPE_ IN (7, 19) AND USER_ID_ IS NOT NULL;
